package io.eddy.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** A reply that keeps what it was told, and complains when it is told twice. */
public final class Answer<T> implements Reply<T> {
    private final List<T> results = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @Override
    public void done(T result) {
        assertOpen();
        results.add(result);
    }

    @Override
    public void rejected(String sentence) {
        assertOpen();
        complaints.add(sentence);
    }

    public boolean isOpen() {
        return results.isEmpty() && complaints.isEmpty();
    }

    public void assertOpen() {
        assertThat(results).isEmpty();
        assertThat(complaints).isEmpty();
    }

    /** What it was told, which must be that it was done. */
    public T result() {
        assertThat(complaints).isEmpty();
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    /** Why it was rejected, which must be so. */
    public String complaint() {
        assertThat(results).isEmpty();
        assertThat(complaints).hasSize(1);
        return complaints.get(0);
    }
}

package io.eddy.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What equal rows of many disks share. */
final class OriginalsTest {
    private final Originals originals = new Originals();

    @Test
    void equalRowsAreOneObject() {
        List<Object> first = originals.ofAll(row(7));

        assertThat(first).isEqualTo(row(7));
        assertThat(originals.ofAll(row(7))).isSameAs(first);
    }

    @Test
    void rowsThatDifferShareTheValuesInWhichTheyDoNot() {
        List<Object> one = originals.ofAll(List.of(Bytes.fromHex("c0ffee"), 1_000_001L));
        List<Object> other = originals.ofAll(List.of(Bytes.fromHex("c0ffee"), 1_000_002L));

        assertThat(other).isNotEqualTo(one);
        assertThat(other.get(0)).isSameAs(one.get(0));
    }

    @Test
    void valuesOfTwoKindsWithOneHashStayApart() {
        assertThat(originals.ofAll(List.of(97L))).containsExactly(97L);
        assertThat(originals.ofAll(List.of("a"))).containsExactly("a");
    }

    @Test
    void moreThanItHoldsComesOutAsItWentIn() {
        for (long number = 0; number < 300_000; number++) {
            assertThat(originals.ofAll(row(number)).equals(row(number))).isTrue();
        }
    }

    @Test
    void ofAThousandEqualDisksMostRowsAreShared() {
        List<List<Object>> kept = new ArrayList<>();
        for (long number = 0; number < 1_000; number++) {
            kept.add(originals.ofAll(row(number)));
        }
        long shared = 0;
        for (int number = 0; number < kept.size(); number++) {
            shared += originals.ofAll(row(number)) == kept.get(number) ? 1 : 0;
        }
        assertThat(shared).isGreaterThan(500);
    }

    private static List<Object> row(long number) {
        return List.of("a text of number " + number, 1L << 40 | number);
    }
}

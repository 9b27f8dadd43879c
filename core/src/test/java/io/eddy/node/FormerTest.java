package io.eddy.node;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FormerTest {
    private final Former<String> former = new Former<>(2);

    @Test
    void whoComesBackHasWhatItHad() {
        former.keep(idOf("bob"), "little");
        assertThat(former.take(idOf("bob"))).isEqualTo("little");
        assertThat(former.take(idOf("bob"))).as("it is with whoever took it").isNull();
        assertThat(former.take(idOf("carol"))).isNull();
    }

    @Test
    void ofMoreThanThereMayBeTheOneThatWentFirstIsForgotten() {
        former.keep(idOf("bob"), "b");
        former.keep(idOf("carol"), "c");
        former.keep(idOf("bob"), "again");
        former.keep(idOf("dora"), "d");
        assertThat(former.take(idOf("carol"))).isNull();
        assertThat(former.take(idOf("bob"))).isEqualTo("again");
        assertThat(former.take(idOf("dora"))).isEqualTo("d");
    }
}

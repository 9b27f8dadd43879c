package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    @Test
    void fieldsStandInTheOrderInWhichTheyAreGiven() {
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("z", 1L);
        counters.put("a", 2L);

        String line = JsonLine.of(json -> json.field("text", "hi")
                .field("none", Optional.empty())
                .field("number", 7)
                .field("ok", true)
                .millis("round_trip_ms", Duration.ofNanos(1_234_567))
                .strings("via", List.of("lan", "manager"))
                .objects("users", List.of("bob"), (user, name) -> user.field("name", name))
                .numbers("counters", counters));

        assertThat(line)
                .isEqualTo(
                        "{\"text\":\"hi\",\"none\":null,\"number\":7,\"ok\":true,\"round_trip_ms\":1.234,"
                                + "\"via\":[\"lan\",\"manager\"],\"users\":[{\"name\":\"bob\"}],\"counters\":{\"z\":1,\"a\":2}}");
    }

    @Test
    void nothingInAnObjectEndsItsLineForAnyReader() {
        String line = JsonLine.of(json -> json.field("text", "a\nb\rc\u0085d\u2028e\u2029f\u001cg\u202eh \"ü\""));

        assertThat(line).isEqualTo("{\"text\":\"a\\nb\\rc\\u0085d\\u2028e\\u2029f\\u001Cg\\u202eh \\\"ü\\\"\"}");
    }
}

package io.eddy.peer;

import java.util.Locale;

/**
 * What one check of the doctor found.
 *
 * @param sentence what is so
 * @param advice what to do about it; empty when nothing is to be done
 */
record Finding(String topic, Verdict verdict, String sentence, String advice) {

    /** How good it is. */
    enum Verdict {
        OK,
        WARN,
        BAD;

        /** As people and scripts read it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String topic, String sentence) {
        return new Finding(topic, Verdict.OK, sentence, "");
    }

    static Finding warn(String topic, String sentence, String advice) {
        return new Finding(topic, Verdict.WARN, sentence, advice);
    }

    static Finding bad(String topic, String sentence, String advice) {
        return new Finding(topic, Verdict.BAD, sentence, advice);
    }
}

package io.eddy.sim;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What must hold after every event of a run.
 *
 * @param name what holds, as a sentence without a full stop: "no name has two keys"
 * @param complaint what is wrong; {@code null} when nothing is
 */
public record Invariant(String name, Supplier<@Nullable String> complaint) {

    public static Invariant of(String name, BooleanSupplier holds) {
        return new Invariant(name, () -> holds.getAsBoolean() ? null : "it does not hold");
    }
}

package io.eddy.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One row of what is measured: the same load on several contenders, round after round in turns, so that what disturbs
 * the machine disturbs them alike.
 */
record Row(String id, String title, Load load, List<Contender> contenders) {
    private static final Duration SETTLE = Duration.ofMillis(300);

    /** How often, and how long each time. */
    record Plan(int rounds, Duration window, Duration warmUp) {}

    /** What one contender did. */
    record Result(Contender contender, List<Sample> samples) {

        double median(ToDoubleFunction<Sample> value) {
            double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /** Whether one of these words, or none at all, occurs in what this row is called. */
    boolean isNamedBy(List<String> words) {
        String name = id + " " + title;
        return words.isEmpty() || words.stream().anyMatch(name::contains);
    }

    /** This row with those contenders alone whose name begins so. */
    Row onlyOf(String name) {
        List<Contender> those =
                contenders.stream().filter(each -> each.name().startsWith(name)).toList();
        return new Row(id, title, load, those);
    }

    /** Every contender's result, in their order. */
    List<Result> run(Plan plan) throws Exception {
        List<Result> results = new ArrayList<>();
        for (Contender contender : contenders) {
            Sample.take(contender, load, SETTLE, plan.warmUp());
            results.add(new Result(contender, new ArrayList<>()));
        }
        for (int round = 0; round < plan.rounds(); round++) {
            for (Result result : results) {
                result.samples.add(Sample.take(result.contender, load, SETTLE, plan.window()));
            }
        }
        return results;
    }
}

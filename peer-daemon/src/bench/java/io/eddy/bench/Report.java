package io.eddy.bench;

import static io.eddy.bench.Table.number;

import io.eddy.bench.Row.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The table of one row: a line for each contender, and beside each figure Eddy's, divided by it. */
final class Report {
    private final Load load;
    private final List<Result> results;
    private final Result eddy;

    /** Takes the first contender for Eddy. */
    Report(Load load, List<Result> results) {
        this.load = load;
        this.results = results;
        this.eddy = results.get(0);
    }

    Table table() {
        return load.isRoundTrip() ? trips() : frames();
    }

    private Table frames() {
        Table table = new Table(
                "", "frames/s", "Eddy's ratio", "CPU ns/frame", "Eddy's ratio", "allocated B/frame", "less message");
        for (Result result : results) {
            List<String> cells = new ArrayList<>(List.of(result.contender().name()));
            addWithRatio(cells, result, "%,.0f", 1, Sample::perSecond);
            addWithRatio(cells, result, "%,.0f", 1, Sample::cpuNanos);
            double allocated = result.median(Sample::allocatedBytes);
            cells.add(number("%.1f", allocated));
            cells.add(number("%.1f", allocated - result.contender().messageBytes(load)));
            table.add(cells);
        }
        return table;
    }

    private Table trips() {
        Table table = new Table(
                "",
                "p50 us",
                "Eddy's ratio",
                "p99 us",
                "Eddy's ratio",
                "per second",
                "Eddy's ratio",
                "CPU us",
                "Eddy's ratio");
        for (Result result : results) {
            List<String> cells = new ArrayList<>(List.of(result.contender().name()));
            addWithRatio(cells, result, "%,.2f", 1e3, Sample::p50Nanos);
            addWithRatio(cells, result, "%,.2f", 1e3, Sample::p99Nanos);
            addWithRatio(cells, result, "%,.0f", 1, Sample::perSecond);
            addWithRatio(cells, result, "%,.2f", 1e3, Sample::cpuNanos);
            table.add(cells);
        }
        return table;
    }

    private void addWithRatio(
            List<String> cells, Result result, String format, double unit, ToDoubleFunction<Sample> value) {
        double median = result.median(value);
        cells.add(number(format, median / unit));
        cells.add(number("%.2f", eddy.median(value) / median));
    }
}

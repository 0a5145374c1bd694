package io.tunnelwatch.benchmarks.report;

import java.util.List;

/** The middle of several values: one bad neighbour on a shared machine does not move it. */
final class Medians {

    private Medians() {}

    static double of(List<Double> values) {
        return quantile(values, 0.5);
    }

    /** @param share from 0 to 1; the value that so many of the others do not exceed */
    static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        if (share == 0.5 && sorted.size() % 2 == 0) {
            int half = sorted.size() / 2;
            return (sorted.get(half - 1) + sorted.get(half)) / 2;
        }
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}

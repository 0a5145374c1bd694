package io.tunnelwatch.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How long one thing took, in each round of a run.
 *
 * @param rounds in the order in which they were run
 */
record Speed(List<Round> rounds) {

    /** @param median in microseconds, like the others */
    record Round(double median, double p99, double mean) {}

    Speed {
        rounds = List.copyOf(rounds);
    }

    double median() {
        return Medians.of(rounds.stream().map(Round::median).toList());
    }

    double p99() {
        return Medians.of(rounds.stream().map(Round::p99).toList());
    }

    double mean() {
        return Medians.of(rounds.stream().map(Round::mean).toList());
    }

    /** How many times as long as the other, by the medians of each round. */
    double medianRatio(Speed plain) {
        return ratio(plain, Round::median);
    }

    double p99Ratio(Speed plain) {
        return ratio(plain, Round::p99);
    }

    double meanRatio(Speed other) {
        return ratio(other, Round::mean);
    }

    private double ratio(Speed other, ToDoubleFunction<Round> value) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(rounds.size(), other.rounds.size()); i++) {
            ratios.add(value.applyAsDouble(rounds.get(i)) / value.applyAsDouble(other.rounds.get(i)));
        }
        return Medians.of(ratios);
    }
}

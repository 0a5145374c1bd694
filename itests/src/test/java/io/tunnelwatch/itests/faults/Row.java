package io.tunnelwatch.itests.faults;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of one fault.
 *
 * @param history how many of the accepted events the history has
 * @param twice how many it has more than once
 * @param appends during the fault; absent when the log took none
 * @param plainWrites what the disk of the log took for the same bytes without a log; absent when it took none
 * @param healthyAfterSeconds absent when it did not become well in the time
 * @param restarted bundles that were stopped, started or updated
 * @param seen the states of the store meanwhile, but AVAILABLE
 * @param keptOfSixty of the alerts before, during and after the fault
 * @param tellings what came of the notices of each channel; empty where there were none
 * @param problems what makes the row red
 * @param sound whether the history is as it should be, so that the next fault finds it well
 */
record Row(
        String fault,
        long offered,
        long accepted,
        long history,
        long twice,
        Optional<Millis> appends,
        Optional<Millis> plainWrites,
        Optional<Double> healthyAfterSeconds,
        double pollLateSeconds,
        Set<String> restarted,
        Set<String> seen,
        String keptOfSixty,
        List<Telling> tellings,
        List<String> problems,
        boolean sound) {

    /** Times in milliseconds. */
    record Millis(double p50, double p99, double max) {

        /** @param micros in any order; empty when there are none */
        static Optional<Millis> of(List<Long> micros) {
            List<Long> sorted = micros.stream().sorted().toList();
            return sorted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Millis(at(sorted, 0.50), at(sorted, 0.99), at(sorted, 1)));
        }

        private static double at(List<Long> micros, double part) {
            int index = (int) Math.ceil(part * micros.size()) - 1;
            return micros.get(Math.max(0, index)) / 1000.0;
        }
    }

    /** Nothing could be measured. */
    static Row failed(String fault, Throwable why) {
        return new Row(
                fault,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Set.of(),
                Set.of(),
                "",
                List.of(),
                List.of("the row could not be run: " + why),
                false);
    }
}

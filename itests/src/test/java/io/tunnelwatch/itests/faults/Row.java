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
 * @param healthyAfterSeconds absent when it did not become well in the time
 * @param restarted bundles that were stopped, started or updated
 * @param seen the states of the store meanwhile, but AVAILABLE
 * @param keptOfSixty of the alerts before, during and after the fault
 * @param problems what makes the row red
 * @param sound whether the history is as it should be, so that the next fault finds it well
 */
record Row(
        String fault,
        long offered,
        long accepted,
        long history,
        long twice,
        Optional<Appends> appends,
        Optional<Double> healthyAfterSeconds,
        double pollLateSeconds,
        Set<String> restarted,
        Set<String> seen,
        String keptOfSixty,
        List<String> problems,
        boolean sound) {

    /** Times of appends in milliseconds. */
    record Appends(int count, double p50, double p99, double max) {

        /** @param micros in ascending order, at least one */
        static Appends of(List<Long> micros) {
            return new Appends(micros.size(), at(micros, 0.50), at(micros, 0.99), at(micros, 1));
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
                0,
                Set.of(),
                Set.of(),
                "",
                List.of("the row could not be run: " + why),
                false);
    }
}

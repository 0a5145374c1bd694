package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.load.State;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the store showed of a fault. */
final class Sightings {

    private Sightings() {}

    /**
     * Its states but AVAILABLE, also those that were over before anybody looked.
     *
     * @param caused when the fault began, in nanoseconds of the monotonic clock
     * @param states from before that on
     */
    static Set<String> since(long caused, List<State> states) {
        Set<String> earlier = states.stream()
                .filter(state -> state.nanos() < caused)
                .map(State::lastFault)
                .collect(Collectors.toSet());
        Stream<String> faults = states.stream()
                .filter(state -> state.nanos() >= caused)
                .map(State::lastFault)
                .filter(fault -> !fault.isEmpty() && !earlier.contains(fault))
                .map(fault -> fault.substring(0, fault.indexOf('@')));
        Stream<String> health = states.stream()
                .filter(state -> state.nanos() >= caused && !state.isAvailable())
                .map(State::health);
        return Stream.concat(faults, health).collect(Collectors.toCollection(TreeSet::new));
    }
}

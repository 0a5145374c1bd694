package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Trait;
import io.tunnelwatch.itests.load.Offer;
import io.tunnelwatch.itests.load.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was recorded of one fault. Times are of the machine's monotonic clock, in nanoseconds.
 *
 * @param begun when the load began
 * @param caused when the fault began
 * @param removed when it was removed, or left to itself
 * @param settled whether the store was well and had everything in the end
 * @param sameProcess whether the JVM is still the one it was
 * @param plainWrites to the disk of the log during the fault
 * @param remarks of the fault's own
 * @param tellings what came of the notices of each channel; empty where there were none
 */
record Observation(
        Fault fault,
        long begun,
        long caused,
        long removed,
        boolean settled,
        boolean sameProcess,
        double pollLateSeconds,
        List<Offer> offers,
        List<State> states,
        List<String> bundleEvents,
        Optional<Row.Millis> plainWrites,
        List<String> remarks,
        List<Telling> tellings) {

    /** Times of the appends that began during the fault. */
    Optional<Row.Millis> appends() {
        return Row.Millis.of(offers.stream()
                .filter(offer -> offer.what().equals("accepted"))
                .filter(offer -> offer.begin() >= caused && offer.begin() <= removed)
                .map(Offer::micros)
                .toList());
    }

    /** Ids of events with this outcome. */
    Set<String> events(String what) {
        return offers.stream()
                .filter(offer -> offer.what().equals(what))
                .map(Offer::event)
                .collect(Collectors.toSet());
    }

    /** Ids of the events of the alerts before, during and after. */
    List<Offer> sixty() {
        return offers.stream()
                .filter(offer -> offer.what().equals("offered"))
                .filter(offer ->
                        offer.detail().equals("sixty") || offer.detail().equals(fault.summary()))
                .toList();
    }

    /** The store's states but AVAILABLE, also those that were over before anybody looked. */
    Set<String> seen() {
        return Sightings.since(caused, states);
    }

    /** Bundles that were stopped, started or updated. */
    Set<String> restarted() {
        return bundleEvents.stream()
                .map(line -> line.split(","))
                .filter(fields -> fields.length == 3 && Long.parseLong(fields[0]) >= begun)
                .map(fields -> fields[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** From when the store could be well again until it was, and had everything; empty when it did not come to that. */
    Optional<Double> healthyAfterSeconds() {
        if (!settled) {
            return Optional.empty();
        }
        long from = healsFrom();
        long lastSick = states.stream()
                .filter(state -> state.nanos() >= from && !state.isAvailable())
                .mapToLong(State::nanos)
                .max()
                .orElse(from);
        return states.stream()
                .filter(state -> state.nanos() > lastSick && state.isCurrent())
                .findFirst()
                .map(state -> (state.nanos() - from) / 1e9);
    }

    private long healsFrom() {
        if (fault.is(Trait.CORRUPTS)) {
            return states.stream()
                    .filter(state -> state.nanos() >= caused && !state.isAvailable())
                    .mapToLong(State::nanos)
                    .findFirst()
                    .orElse(caused);
        }
        return fault.is(Trait.HEALS_BY_ITSELF) ? caused : removed;
    }
}

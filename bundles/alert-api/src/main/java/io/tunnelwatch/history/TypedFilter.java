package io.tunnelwatch.history;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.settings.ArgumentReader;
import io.tunnelwatch.settings.InvalidArgumentException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An {@link AlertFilter} as somebody typed it, in options of a command or parameters of a URL. Where several values are
 * allowed, they come one by one or with commas between them.
 *
 * @param all whether resolved alerts are wanted too, where no state is typed
 * @param since as {@link io.tunnelwatch.settings.PointsInTime} reads it; {@code until} too
 */
public record TypedFilter(
        boolean all,
        List<String> states,
        List<String> kinds,
        List<String> severities,
        List<String> gateways,
        List<String> peers,
        Optional<String> since,
        Optional<String> until,
        Optional<String> text) {

    public TypedFilter {
        states = List.copyOf(states);
        kinds = List.copyOf(kinds);
        severities = List.copyOf(severities);
        gateways = List.copyOf(gateways);
        peers = List.copyOf(peers);
    }

    /**
     * The filter: open alerts, unless it is said otherwise.
     *
     * @param prefix what stands before the names where they are typed: {@code --} for options
     * @throws InvalidArgumentException a value can not be read
     */
    public AlertFilter read(String prefix, Instant now) {
        Optional<Instant> start = since.map(typed -> ArgumentReader.time(prefix + "since", typed, now));
        Optional<Instant> end = until.map(typed -> ArgumentReader.time(prefix + "until", typed, now));
        if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
            throw new InvalidArgumentException(
                    prefix + "until", until.orElseThrow(), "a time after " + prefix + "since");
        }
        return new AlertFilter(
                wantedStates(prefix + "state"),
                ArgumentReader.constants(prefix + "kind", kinds, AlertKind.class),
                ArgumentReader.constants(prefix + "severity", severities, Severity.class),
                ArgumentReader.several(prefix + "gateway", gateways),
                ArgumentReader.several(prefix + "peer", peers),
                start,
                end,
                text.filter(wanted -> !wanted.isEmpty()));
    }

    private Set<AlertState> wantedStates(String name) {
        Set<AlertState> typed = ArgumentReader.constants(name, states, AlertState.class);
        if (!typed.isEmpty()) {
            return typed;
        }
        return all ? EnumSet.noneOf(AlertState.class) : AlertFilter.OPEN.states();
    }
}

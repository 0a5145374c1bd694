package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.history.AlertFilter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filter options of commands that list alerts, as they were typed. */
record FilterOptions(
        boolean all,
        @Nullable List<String> states,
        @Nullable List<String> kinds,
        @Nullable List<String> severities,
        @Nullable List<String> gateways,
        @Nullable List<String> peers,
        @Nullable String since,
        @Nullable String until,
        @Nullable String text) {

    /**
     * The filter: open alerts, unless it is said otherwise.
     *
     * @throws Refusal a value can not be read
     */
    AlertFilter filter(Instant now) {
        Optional<Instant> start = OptionValues.time("--since", since, now);
        Optional<Instant> end = OptionValues.time("--until", until, now);
        if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
            throw Refusal.ofOption("--until", String.valueOf(until), "a time after --since");
        }
        return new AlertFilter(
                wantedStates(),
                OptionValues.constants("--kind", kinds, AlertKind.class),
                OptionValues.constants("--severity", severities, Severity.class),
                OptionValues.several("--gateway", gateways),
                OptionValues.several("--peer", peers),
                start,
                end,
                Optional.ofNullable(text).filter(wanted -> !wanted.isEmpty()));
    }

    private Set<AlertState> wantedStates() {
        Set<AlertState> typed = OptionValues.constants("--state", states, AlertState.class);
        if (!typed.isEmpty()) {
            return typed;
        }
        return all ? EnumSet.noneOf(AlertState.class) : AlertFilter.OPEN.states();
    }
}

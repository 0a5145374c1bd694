package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.TypedFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The filter options of commands that list alerts, as they were typed. */
record FilterOptions(TypedFilter options) {

    /** Of options that were perhaps not typed. */
    static FilterOptions of(
            boolean all,
            @Nullable List<String> states,
            @Nullable List<String> kinds,
            @Nullable List<String> severities,
            @Nullable List<String> gateways,
            @Nullable List<String> peers,
            @Nullable String since,
            @Nullable String until,
            @Nullable String text) {
        return new FilterOptions(new TypedFilter(
                all,
                OptionValues.orNone(states),
                OptionValues.orNone(kinds),
                OptionValues.orNone(severities),
                OptionValues.orNone(gateways),
                OptionValues.orNone(peers),
                Optional.ofNullable(since),
                Optional.ofNullable(until),
                Optional.ofNullable(text)));
    }

    /**
     * The filter: open alerts, unless it is said otherwise.
     *
     * @throws Refusal a value can not be read
     */
    AlertFilter filter(Instant now) {
        return OptionValues.orRefuse(() -> options.read("--", now));
    }

    /** As they were typed, so that the same alerts can be asked for by copying a line. */
    String typed() {
        StringBuilder typed = new StringBuilder(options.all() ? " --all" : "");
        append(typed, "--state", options.states());
        append(typed, "--kind", options.kinds());
        append(typed, "--severity", options.severities());
        append(typed, "--gateway", options.gateways());
        append(typed, "--peer", options.peers());
        append(typed, "--since", options.since().stream().toList());
        append(typed, "--until", options.until().stream().toList());
        append(typed, "--text", options.text().stream().toList());
        return typed.toString();
    }

    private static void append(StringBuilder typed, String option, List<String> values) {
        for (String value : values) {
            String quoted = value.matches("[\\w.:,+/=-]+") ? value : "'" + value.replace("'", "\\'") + "'";
            typed.append(' ').append(option).append(' ').append(quoted);
        }
    }
}

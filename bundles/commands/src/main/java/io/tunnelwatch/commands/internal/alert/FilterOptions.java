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
        TypedFilter typed = new TypedFilter(
                all,
                OptionValues.orNone(states),
                OptionValues.orNone(kinds),
                OptionValues.orNone(severities),
                OptionValues.orNone(gateways),
                OptionValues.orNone(peers),
                Optional.ofNullable(since),
                Optional.ofNullable(until),
                Optional.ofNullable(text));
        return OptionValues.orRefuse(() -> typed.read("--", now));
    }

    /** As they were typed, so that the same alerts can be asked for by copying a line. */
    String typed() {
        StringBuilder typed = new StringBuilder(all ? " --all" : "");
        append(typed, "--state", states);
        append(typed, "--kind", kinds);
        append(typed, "--severity", severities);
        append(typed, "--gateway", gateways);
        append(typed, "--peer", peers);
        append(typed, "--since", since == null ? null : List.of(since));
        append(typed, "--until", until == null ? null : List.of(until));
        append(typed, "--text", text == null ? null : List.of(text));
        return typed.toString();
    }

    private static void append(StringBuilder typed, String option, @Nullable List<String> values) {
        for (String value : Optional.ofNullable(values).orElse(List.of())) {
            String quoted = value.matches("[\\w.:,+/=-]+") ? value : "'" + value.replace("'", "\\'") + "'";
            typed.append(' ').append(option).append(' ').append(quoted);
        }
    }
}

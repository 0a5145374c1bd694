package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.history.AlertFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a filter asks of a row, besides its time. The same alerts match as {@link AlertFilter#matches} answers. */
final class Conditions {

    /** The parts of a filter. */
    enum Part {
        STATES,
        KINDS,
        SEVERITIES,
        GATEWAYS,
        PEERS,
        TEXT
    }

    private Conditions() {}

    /** All conditions but those that are answered otherwise. */
    static List<Sql> of(AlertFilter filter, Set<Part> answered) {
        List<Sql> conditions = new ArrayList<>();
        for (Part part : Part.values()) {
            if (!answered.contains(part) && asks(filter, part)) {
                conditions.add(condition(filter, part));
            }
        }
        return conditions;
    }

    private static boolean asks(AlertFilter filter, Part part) {
        return switch (part) {
            case STATES -> !filter.states().isEmpty();
            case KINDS -> !filter.kinds().isEmpty();
            case SEVERITIES -> !filter.severities().isEmpty();
            case GATEWAYS -> !filter.gateways().isEmpty();
            case PEERS -> !filter.peers().isEmpty();
            case TEXT -> filter.text().isPresent();
        };
    }

    private static Sql condition(AlertFilter filter, Part part) {
        return switch (part) {
            case STATES -> Sql.oneOf("a.state", names(filter.states()));
            case KINDS -> Sql.oneOf("a.kind", names(filter.kinds()));
            case SEVERITIES -> Sql.oneOf("a.severity", names(filter.severities()));
            case GATEWAYS -> Sql.oneOf("a.gateway", filter.gateways());
            case PEERS -> Sql.of("(")
                    .then(Sql.oneOf("a.peer_name", filter.peers()))
                    .then("OR")
                    .then(Sql.oneOf("a.peer_key", filter.peers()))
                    .then(")");
            case TEXT -> text(filter.text().orElseThrow());
        };
    }

    /** Not LIKE, which reads up to a NUL only. LOWER, as the filter, knows no letters but those of ASCII. */
    private static Sql text(String text) {
        return Sql.of(
                "(INSTR(LOWER(a.summary), LOWER(?)) > 0 OR INSTR(LOWER(a.peer_name), LOWER(?)) > 0"
                        + " OR INSTR(LOWER(a.gateway), LOWER(?)) > 0 OR INSTR(LOWER(a.interface), LOWER(?)) > 0)",
                text,
                text,
                text,
                text);
    }

    static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().<String>map(Enum::name).toList();
    }
}

package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.history.TypedFilter;
import io.tunnelwatch.history.TypedStatistics;
import io.tunnelwatch.web.internal.http.Parameters;
import java.util.List;
import java.util.stream.Stream;

/** Filters as parameters of a URL. */
final class TypedParameters {

    /** Those of {@link #filter}. */
    static final List<String> FILTER =
            List.of("all", "state", "kind", "severity", "gateway", "peer", "since", "until", "text");

    /** Those of {@link #statistics}. */
    static final List<String> STATISTICS = List.of("since", "until", "kind", "severity", "gateway", "peer");

    private TypedParameters() {}

    static TypedFilter filter(Parameters parameters) {
        return new TypedFilter(
                parameters.flag("all"),
                parameters.several("state"),
                parameters.several("kind"),
                parameters.several("severity"),
                parameters.several("gateway"),
                parameters.several("peer"),
                parameters.one("since"),
                parameters.one("until"),
                parameters.one("text"));
    }

    static TypedStatistics statistics(Parameters parameters) {
        return new TypedStatistics(
                parameters.one("since").orElse(TypedStatistics.DEFAULT_SINCE),
                parameters.one("until"),
                parameters.several("kind"),
                parameters.several("severity"),
                parameters.several("gateway"),
                parameters.several("peer"));
    }

    /** These, and more. */
    static String[] with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toArray(String[]::new);
    }
}

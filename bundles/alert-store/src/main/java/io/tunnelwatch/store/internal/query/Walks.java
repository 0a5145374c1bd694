package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.query.Conditions.Part;
import io.tunnelwatch.store.internal.query.IndexWalk.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which way the alerts of a filter are found: by what is likely to leave the fewest rows. Where several values are
 * wanted (a peer has a name and a key), each is a walk of its own, because SQLite would have to sort all that it finds
 * for them.
 */
final class Walks {

    /** Each walk is a question, of some tenths of a millisecond. */
    private static final int MAX_WALKS = 64;

    /** For a short text no more, as each looks at two slices before the full-text table is asked. */
    private static final int MAX_ALONG = 16;

    private static final Way BY_TIME = new Way(List.of(Path.of("alert_by_time")), Set.of());

    private final Transactions transactions;
    private final SliceSizes sizes;
    private final AlertFilter filter;

    private Walks(Transactions transactions, SliceSizes sizes, AlertFilter filter) {
        this.transactions = transactions;
        this.sizes = sizes;
        this.filter = filter;
    }

    /** The walks whose alerts, put together, are those of the filter. */
    static List<Walk> of(Transactions transactions, SliceSizes sizes, AlertFilter filter) {
        Walks walks = new Walks(transactions, sizes, filter);
        return walks.byOpen()
                .or(walks::byPeer)
                .map(walks::along)
                .or(walks::byText)
                .or(walks::byShortText)
                .orElseGet(() -> walks.along(walks.byColumns()));
    }

    /**
     * Rows that are all of the filter's, and perhaps more.
     *
     * @param answered what they need not be asked
     */
    private record Way(List<Path> paths, Set<Part> answered) {}

    private Way byColumns() {
        return Stream.of(
                        byGatewayAndKind(),
                        byColumn("alert_by_gateway", "a.gateway", filter.gateways(), Part.GATEWAYS),
                        byKind(),
                        byColumn(
                                "alert_by_severity",
                                "a.severity",
                                Conditions.names(filter.severities()),
                                Part.SEVERITIES))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(BY_TIME);
    }

    private Optional<Way> byOpen() {
        return filter.asksForOpenOnly() ? Optional.of(new Way(List.of(OpenRows.PATH), Set.of())) : Optional.empty();
    }

    private Optional<Way> byPeer() {
        return way(
                filter.peers().stream()
                        .flatMap(peer -> Stream.of(
                                Path.of("alert_by_peer_name", Sql.of("a.peer_name = ?", peer)),
                                Path.of("alert_by_peer_key", Sql.of("a.peer_key = ?", peer))))
                        .toList(),
                EnumSet.of(Part.PEERS));
    }

    private Optional<List<Walk>> byText() {
        TextSearch search = new TextSearch(transactions, sizes, Conditions.of(filter, Set.of()));
        return FullText.of(filter).map(text -> List.of((span, rows) -> search.first(text, span, rows)));
    }

    private Optional<List<Walk>> byShortText() {
        return ShortText.of(filter).map(text -> {
            Way way = byColumns();
            Way along = way.paths().size() > MAX_ALONG ? BY_TIME : way;
            SliceSizes shared = sizes.sharedBy(along.paths().size());
            return List.of(new ShortTextWalk(
                    transactions, sizes, filter, text, Conditions.of(filter, Set.of()), walks(along, shared)));
        });
    }

    /** The kind is mostly that of a severity, so those of a gateway are asked for by both. */
    private Optional<Way> byGatewayAndKind() {
        if (filter.kinds().isEmpty() && filter.severities().isEmpty()) {
            return Optional.empty();
        }
        return way(
                filter.gateways().stream()
                        .flatMap(gateway -> kindsAndSeverities(
                                "alert_by_gateway_kind", List.of(Sql.of("a.gateway = ?", gateway)), filter))
                        .toList(),
                EnumSet.of(Part.GATEWAYS, Part.KINDS, Part.SEVERITIES));
    }

    private Optional<Way> byKind() {
        return filter.kinds().isEmpty()
                ? Optional.empty()
                : way(
                        kindsAndSeverities("alert_by_kind", List.of(), filter).toList(),
                        EnumSet.of(Part.KINDS, Part.SEVERITIES));
    }

    /** Each kind with each severity, those that are asked for, or all there are. */
    private static Stream<Path> kindsAndSeverities(String index, List<Sql> before, AlertFilter filter) {
        Collection<AlertKind> kinds = filter.kinds().isEmpty() ? EnumSet.allOf(AlertKind.class) : filter.kinds();
        Collection<Severity> severities =
                filter.severities().isEmpty() ? EnumSet.allOf(Severity.class) : filter.severities();
        return Conditions.names(kinds).stream().flatMap(kind -> Conditions.names(severities).stream()
                .map(severity -> new Path(
                        index,
                        Stream.concat(
                                        before.stream(),
                                        Stream.of(Sql.of("a.kind = ?", kind), Sql.of("a.severity = ?", severity)))
                                .toList())));
    }

    private static Optional<Way> byColumn(String index, String column, Collection<String> values, Part part) {
        return way(
                values.stream()
                        .map(value -> Path.of(index, Sql.of(column + " = ?", value)))
                        .toList(),
                EnumSet.of(part));
    }

    /** Empty when there is no value, or when there are so many that another way is better. */
    private static Optional<Way> way(List<Path> paths, Set<Part> answered) {
        return paths.isEmpty() || paths.size() > MAX_WALKS ? Optional.empty() : Optional.of(new Way(paths, answered));
    }

    private List<Walk> along(Way way) {
        return List.copyOf(walks(way, sizes));
    }

    private List<IndexWalk> walks(Way way, SliceSizes slices) {
        List<Sql> sifted = Conditions.of(filter, way.answered());
        return way.paths().stream()
                .map(path -> new IndexWalk(transactions, slices, path, sifted))
                .toList();
    }
}

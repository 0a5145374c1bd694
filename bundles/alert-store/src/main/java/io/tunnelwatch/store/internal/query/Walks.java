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
        return Stream.of(
                        walks.byOpen(),
                        walks.byPeer(),
                        walks.byText(),
                        walks.byGatewayAndKind(),
                        walks.byColumn("alert_by_gateway", "a.gateway", filter.gateways(), Part.GATEWAYS),
                        walks.byKind(),
                        walks.byColumn(
                                "alert_by_severity",
                                "a.severity",
                                Conditions.names(filter.severities()),
                                Part.SEVERITIES),
                        walks.byShortText())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(walks::byTime);
    }

    private Optional<List<Walk>> byOpen() {
        return filter.asksForOpenOnly()
                ? Optional.of(List.of(walk(OpenRows.PATH, EnumSet.noneOf(Part.class))))
                : Optional.empty();
    }

    private Optional<List<Walk>> byPeer() {
        return walks(
                filter.peers().stream()
                        .flatMap(peer -> Stream.of(
                                Path.of("alert_by_peer_name", Sql.of("a.peer_name = ?", peer)),
                                Path.of("alert_by_peer_key", Sql.of("a.peer_key = ?", peer))))
                        .toList(),
                EnumSet.of(Part.PEERS));
    }

    private Optional<List<Walk>> byText() {
        return FullText.of(filter)
                .map(text -> List.of(new TextWalk(
                        transactions,
                        sizes,
                        entityManager -> text.match(SampleTexts.of(entityManager)),
                        Conditions.of(filter, EnumSet.noneOf(Part.class)))));
    }

    private Optional<List<Walk>> byShortText() {
        return ShortTextWalk.of(transactions, sizes, filter.text(), Conditions.of(filter, EnumSet.noneOf(Part.class)))
                .map(List::of);
    }

    /** The kind is mostly that of a severity, so those of a gateway are asked for by both. */
    private Optional<List<Walk>> byGatewayAndKind() {
        if (filter.kinds().isEmpty() && filter.severities().isEmpty()) {
            return Optional.empty();
        }
        return walks(
                filter.gateways().stream()
                        .flatMap(gateway -> kindsAndSeverities(
                                "alert_by_gateway_kind", List.of(Sql.of("a.gateway = ?", gateway)), filter))
                        .toList(),
                EnumSet.of(Part.GATEWAYS, Part.KINDS, Part.SEVERITIES));
    }

    private Optional<List<Walk>> byKind() {
        return filter.kinds().isEmpty()
                ? Optional.empty()
                : walks(
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

    private Optional<List<Walk>> byColumn(String index, String column, Collection<String> values, Part part) {
        return walks(
                values.stream()
                        .map(value -> Path.of(index, Sql.of(column + " = ?", value)))
                        .toList(),
                EnumSet.of(part));
    }

    private List<Walk> byTime() {
        return List.of(walk(Path.of("alert_by_time"), EnumSet.noneOf(Part.class)));
    }

    /** Empty when there is no value, or when there are so many that another way is better. */
    private Optional<List<Walk>> walks(List<Path> paths, Set<Part> answered) {
        return paths.isEmpty() || paths.size() > MAX_WALKS
                ? Optional.empty()
                : Optional.of(paths.stream().map(path -> walk(path, answered)).toList());
    }

    private Walk walk(Path path, Set<Part> answered) {
        return new IndexWalk(transactions, sizes, path, Conditions.of(filter, answered));
    }
}

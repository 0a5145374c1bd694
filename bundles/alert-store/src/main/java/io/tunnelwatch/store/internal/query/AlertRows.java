package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.json.Json;
import io.tunnelwatch.store.internal.entity.StoredTime;
import io.tunnelwatch.store.internal.query.IndexWalk.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Very many alerts in the order of raising, the earliest first, a page at a time. Every page is a short transaction:
 * nothing is sifted within it, so that it looks at no more rows than it gives.
 */
public final class AlertRows {

    private static final Json JSON = new Json();

    /** As many as take some hundredths of a second. */
    static final int DEFAULT_PAGE = 4096;

    /** As each is a question in every page. */
    private static final int MAX_PATHS = 64;

    private static final String COLUMNS =
            AlertRow.COLUMNS.stream().map("a."::concat).collect(Collectors.joining(", "));

    /** One value for all rows: the way through JDBC and OpenJPA takes much longer than SQLite and reading JSON do. */
    private static final String AS_ONE =
            "SELECT json_group_array(json_array(" + String.join(", ", AlertRow.COLUMNS) + ")) FROM (";

    private static final Path OVER_DAYS =
            Path.of("alert_over_days", Sql.of("substr(a.resolved_at, 1, 10) <> substr(a.raised_at, 1, 10)"));

    private final Reading reading;
    private final int page;

    public AlertRows(Reading reading) {
        this(reading, DEFAULT_PAGE);
    }

    /** @param page how many rows one transaction reads */
    public AlertRows(Reading reading, int page) {
        this.reading = reading;
        this.page = page;
    }

    /** From when on this history can know anything: its tables were made then, or an older alert was brought over. */
    public Instant beginning() {
        return reading.required(entityManager -> Stream.of(
                        "SELECT MIN(applied_at) FROM schema_version", "SELECT MIN(raised_at) FROM alert")
                .flatMap(sql -> Stream.ofNullable(
                        (String) entityManager.createNativeQuery(sql).getSingleResult()))
                .map(StoredTime::parse)
                .min(Instant::compareTo)
                .orElse(Instant.MAX));
    }

    /**
     * Those that were raised from a time on and before another. Those of other gateways and peers than the filter's may
     * be among them; its other parts are not looked at.
     */
    public void raised(Instant from, Instant to, AlertFilter filter, Consumer<AlertRow> rows) {
        along(paths(filter), Place.before(from), Place.before(to), rows);
    }

    /** Those of some kinds that were raised from a time on and before another, those of the first kind first. */
    public void raised(Instant from, Instant to, Set<AlertKind> kinds, Consumer<AlertRow> rows) {
        for (String kind : Conditions.names(kinds)) {
            List<Path> paths = Conditions.names(EnumSet.allOf(Severity.class)).stream()
                    .map(severity ->
                            Path.of("alert_by_kind", Sql.of("a.kind = ?", kind), Sql.of("a.severity = ?", severity)))
                    .toList();
            along(paths, Place.before(from), Place.before(to), rows);
        }
    }

    /**
     * Those of some peers, of whichever gateways, that were raised from a time on and before another.
     *
     * @param peerKeys some dozens: each is a question in every page
     */
    public void raisedOfPeers(Instant from, Instant to, Set<String> peerKeys, Consumer<AlertRow> rows) {
        List<Path> paths = peerKeys.stream().map(AlertRows::ofPeerKey).toList();
        if (!paths.isEmpty()) {
            along(paths, Place.before(from), Place.before(to), rows);
        }
    }

    /**
     * Those that were raised before a day began, in UTC, and are open, or ended at that time or later; in any order.
     */
    public void openAt(Instant time, Instant dayBefore, Consumer<AlertRow> rows) {
        along(List.of(OpenRows.PATH), Place.BEGINNING, Place.before(dayBefore), rows);
        String begun = StoredTime.of(dayBefore);
        paged(
                Place.before(time),
                AlertRow::end,
                after -> Sql.of("SELECT " + COLUMNS + " FROM alert a INDEXED BY alert_over_days WHERE")
                        .then("(a.resolved_at, a.id) > (?, ?)", after.raisedAt(), after.id())
                        .and(OVER_DAYS.conditions())
                        .then("ORDER BY a.resolved_at, a.id LIMIT ?", page),
                columns -> {
                    if (begun.compareTo(columns[1]) > 0) {
                        rows.accept(AlertRow.of(columns));
                    }
                });
    }

    private void along(List<Path> paths, Place from, Place end, Consumer<AlertRow> rows) {
        paged(from, AlertRow::place, after -> page(paths, after, end), columns -> rows.accept(AlertRow.of(columns)));
    }

    private void paged(Place from, Function<String[], Place> place, Function<Place, Sql> sql, Consumer<String[]> rows) {
        Place after = from;
        String[][] some;
        do {
            OutOfTimeException.throwIfInterrupted();
            some = rows(sql.apply(after));
            // the aggregate promises no order
            Arrays.sort(some, Comparator.comparing(place));
            Arrays.stream(some).forEach(rows);
            after = some.length == 0 ? after : place.apply(some[some.length - 1]);
        } while (some.length == page);
    }

    private String[][] rows(Sql question) {
        Sql all = Sql.of(AS_ONE).then(question).then(")");
        String json = reading.required(
                entityManager -> (String) all.values(entityManager).get(0));
        return JSON.read(json, String[][].class);
    }

    /** An alert that several paths lead to is there once: its rows are the same. */
    private Sql page(List<Path> paths, Place after, Place end) {
        if (paths.size() == 1) {
            return along(paths.get(0), after, end);
        }
        Sql all = Sql.of("");
        for (Path path : paths) {
            all = all.then(all.text().isEmpty() ? "SELECT * FROM (" : "UNION SELECT * FROM (")
                    .then(along(path, after, end))
                    .then(")");
        }
        return all.then("ORDER BY raised_at, id LIMIT ?", page);
    }

    private Sql along(Path path, Place after, Place end) {
        return Sql.of("SELECT " + COLUMNS + " FROM alert a INDEXED BY " + path.index() + " WHERE")
                .then(
                        "(a.raised_at, a.id) > (?, ?) AND (a.raised_at, a.id) < (?, ?)",
                        after.raisedAt(),
                        after.id(),
                        end.raisedAt(),
                        end.id())
                .and(path.conditions())
                .then("ORDER BY a.raised_at, a.id LIMIT ?", page);
    }

    private static List<Path> paths(AlertFilter filter) {
        List<Path> byPeer = filter.peers().stream()
                .flatMap(peer ->
                        Stream.of(Path.of("alert_by_peer_name", Sql.of("a.peer_name = ?", peer)), ofPeerKey(peer)))
                .toList();
        List<Path> byGateway = filter.gateways().stream()
                .map(gateway -> Path.of("alert_by_gateway", Sql.of("a.gateway = ?", gateway)))
                .toList();
        return Stream.of(byPeer, byGateway)
                .filter(AlertRows::isWorthwhile)
                .findFirst()
                .orElse(List.of(Path.of("alert_by_time")));
    }

    private static Path ofPeerKey(String peerKey) {
        return Path.of("alert_by_peer_key", Sql.of("a.peer_key = ?", peerKey));
    }

    private static boolean isWorthwhile(Collection<Path> paths) {
        return !paths.isEmpty() && paths.size() <= MAX_PATHS;
    }
}

package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.store.internal.entity.StoredTime;
import io.tunnelwatch.store.internal.query.IndexWalk.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Very many alerts in the order of raising, the earliest first, a page at a time. Every page is a short transaction:
 * nothing is sifted within it, so that it looks at no more rows than it gives.
 */
public final class AlertRows {

    /** As many as take some hundredths of a second. */
    static final int DEFAULT_PAGE = 4096;

    /** As each is a question in every page. */
    private static final int MAX_PATHS = 64;

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
            along(
                    List.of(Path.of("alert_by_kind", Sql.of("a.kind = ?", kind))),
                    Place.before(from),
                    Place.before(to),
                    rows);
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
                after -> Sql.of("SELECT " + AlertRow.COLUMNS + " FROM alert a INDEXED BY alert_over_days WHERE")
                        .then("(a.resolved_at, a.id) > (?, ?)", after.raisedAt(), after.id())
                        .and(OVER_DAYS.conditions())
                        .then("ORDER BY a.resolved_at, a.id LIMIT ?", page),
                columns -> {
                    if (begun.compareTo((String) columns[1]) > 0) {
                        rows.accept(AlertRow.of(columns));
                    }
                });
    }

    private void along(List<Path> paths, Place from, Place end, Consumer<AlertRow> rows) {
        paged(from, AlertRow::place, after -> page(paths, after, end), columns -> rows.accept(AlertRow.of(columns)));
    }

    private void paged(Place from, Function<Object[], Place> place, Function<Place, Sql> sql, Consumer<Object[]> rows) {
        Place after = from;
        List<Object[]> some;
        do {
            OutOfTimeException.throwIfInterrupted();
            Sql question = sql.apply(after);
            some = reading.required(question::rows);
            some.forEach(rows);
            after = some.isEmpty() ? after : place.apply(some.get(some.size() - 1));
        } while (some.size() == page);
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
        return Sql.of("SELECT " + AlertRow.COLUMNS + " FROM alert a INDEXED BY " + path.index() + " WHERE")
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
                .flatMap(peer -> Stream.of(
                        Path.of("alert_by_peer_name", Sql.of("a.peer_name = ?", peer)),
                        Path.of("alert_by_peer_key", Sql.of("a.peer_key = ?", peer))))
                .toList();
        List<Path> byGateway = filter.gateways().stream()
                .map(gateway -> Path.of("alert_by_gateway", Sql.of("a.gateway = ?", gateway)))
                .toList();
        return Stream.of(byPeer, byGateway)
                .filter(AlertRows::isWorthwhile)
                .findFirst()
                .orElse(List.of(Path.of("alert_by_time")));
    }

    private static boolean isWorthwhile(Collection<Path> paths) {
        return !paths.isEmpty() && paths.size() <= MAX_PATHS;
    }
}

package io.tunnelwatch.benchmarks;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.store.internal.entity.StoredTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people ask a history for, and the SQL that somebody would write by hand for it. */
public enum Question {
    /** The newest. */
    NEWEST(AlertFilter.ALL, "1 = 1"),
    /** What is open. */
    OPEN(AlertFilter.OPEN, "state <> 'RESOLVED'"),
    /** Of one peer of 10,000. */
    PEER(filter(Set.of(), Set.of(), Set.of(), Set.of("site-77"), 0, ""), "peer_name = ?", "site-77"),
    /** Of one gateway of 50. */
    GATEWAY(filter(Set.of(), Set.of(), Set.of("gw-7"), Set.of(), 0, ""), "gateway = ?", "gw-7"),
    /** A rare kind of one gateway. */
    GATEWAY_AND_KIND(
            filter(Set.of(AlertKind.GATEWAY_UNREACHABLE), Set.of(), Set.of("gw-7"), Set.of(), 0, ""),
            "gateway = ? AND kind = ?",
            "gw-7",
            "GATEWAY_UNREACHABLE"),
    /** A rare kind. */
    KIND(
            filter(Set.of(AlertKind.GATEWAY_UNREACHABLE), Set.of(), Set.of(), Set.of(), 0, ""),
            "kind = ?",
            "GATEWAY_UNREACHABLE"),
    /** One severity. */
    SEVERITY(filter(Set.of(), Set.of(Severity.INFO), Set.of(), Set.of(), 0, ""), "severity = ?", "INFO"),
    /** Before a time, far back. */
    TIME(until(200), "raised_at < ?", StoredTime.of(LargeHistory.END.minus(Duration.ofDays(200)))),
    /** A text that few have, since a month ago. */
    TEXT_SINCE(
            filter(Set.of(), Set.of(), Set.of(), Set.of(), 30, "SITE-77 "),
            "raised_at >= ? AND (summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            StoredTime.of(LargeHistory.END.minus(Duration.ofDays(30))),
            "%SITE-77 %",
            "%SITE-77 %",
            "%SITE-77 %",
            "%SITE-77 %"),
    /** A text that nobody has, over all. */
    TEXT_NOWHERE(
            filter(Set.of(), Set.of(), Set.of(), Set.of(), 0, "berlin"),
            "(summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "%berlin%",
            "%berlin%",
            "%berlin%",
            "%berlin%"),
    /** A text that all have. */
    TEXT_EVERYWHERE(
            filter(Set.of(), Set.of(), Set.of(), Set.of(), 0, "no handshake"),
            "(summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "%no handshake%",
            "%no handshake%",
            "%no handshake%",
            "%no handshake%"),
    /** Several at once. */
    TEXT_AND_GATEWAY(
            filter(Set.of(AlertKind.PEER_REMOVED), Set.of(), Set.of("gw-7"), Set.of(), 0, "9 min 5"),
            "gateway = ? AND kind = ? AND (summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "gw-7",
            "PEER_REMOVED",
            "%9 min 5%",
            "%9 min 5%",
            "%9 min 5%",
            "%9 min 5%");

    private final AlertFilter filter;
    private final String where;
    private final List<String> wanted;

    Question(AlertFilter filter, String where, String... wanted) {
        this.filter = filter;
        this.where = where;
        this.wanted = List.of(wanted);
    }

    AlertFilter filter() {
        return filter;
    }

    String sql(int rows) {
        return "SELECT * FROM alert WHERE " + where + " ORDER BY raised_at DESC, id DESC LIMIT " + rows;
    }

    List<String> wanted() {
        return wanted;
    }

    private static AlertFilter filter(
            Set<AlertKind> kinds,
            Set<Severity> severities,
            Set<String> gateways,
            Set<String> peers,
            int sinceDays,
            String text) {
        Optional<Instant> since =
                sinceDays == 0 ? Optional.empty() : Optional.of(LargeHistory.END.minus(Duration.ofDays(sinceDays)));
        return new AlertFilter(
                Set.<AlertState>of(),
                kinds,
                severities,
                gateways,
                peers,
                since,
                Optional.empty(),
                Optional.of(text).filter(some -> !some.isEmpty()));
    }

    private static AlertFilter until(int days) {
        return new AlertFilter(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.of(LargeHistory.END.minus(Duration.ofDays(days))),
                Optional.empty());
    }
}

package io.tunnelwatch.benchmarks;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.store.internal.entity.StoredTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    TIME(until(200, Set.of()), "raised_at < ?", StoredTime.of(LargeHistory.END.minus(Duration.ofDays(200)))),
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
            "%9 min 5%"),
    /** What was taken on. */
    ACKNOWLEDGED(AlertFilter.ALL.withStates(Set.of(AlertState.ACKNOWLEDGED)), "state = 'ACKNOWLEDGED'"),
    /** What is over, as nearly all is. */
    RESOLVED(AlertFilter.ALL.withStates(Set.of(AlertState.RESOLVED)), "state = 'RESOLVED'"),
    /** A rare kind, of what is over or taken on. */
    RESOLVED_AND_KIND(
            filter(Set.of(AlertKind.GATEWAY_UNREACHABLE), Set.of(), Set.of(), Set.of(), 0, "")
                    .withStates(Set.of(AlertState.RESOLVED)),
            "state = 'RESOLVED' AND kind = ?",
            "GATEWAY_UNREACHABLE"),
    /** Taken on, with a text. */
    ACKNOWLEDGED_AND_TEXT(
            filter(Set.of(), Set.of(), Set.of(), Set.of(), 0, "site-7").withStates(Set.of(AlertState.ACKNOWLEDGED)),
            "state = 'ACKNOWLEDGED' AND summary LIKE ?",
            "%site-7%"),
    /** One peer of 10,000, by its key. */
    PEER_KEY(
            filter(Set.of(), Set.of(), Set.of(), Set.of(SampleEvents.publicKey(77)), 0, ""),
            "peer_key = ?",
            SampleEvents.publicKey(77)),
    /** A peer, and a kind that it never had. */
    PEER_AND_KIND(
            filter(Set.of(AlertKind.GATEWAY_UNREACHABLE), Set.of(), Set.of(), Set.of("site-7"), 0, ""),
            "peer_name = ? AND kind = ?",
            "site-7",
            "GATEWAY_UNREACHABLE"),
    /** A peer, and a rare text. */
    PEER_AND_TEXT(
            filter(Set.of(), Set.of(), Set.of(), Set.of("site-7"), 0, "9 min 5"),
            "peer_name = ? AND summary LIKE ?",
            "site-7",
            "%9 min 5%"),
    /** Since a time. */
    SINCE(
            filter(Set.of(), Set.of(), Set.of(), Set.of(), 30, ""),
            "raised_at >= ?",
            StoredTime.of(LargeHistory.END.minus(Duration.ofDays(30)))),
    /** A gateway of 50, and a severity that none of its alerts has. */
    GATEWAY_AND_SEVERITY(
            filter(Set.of(), Set.of(Severity.WARNING), Set.of("gw-7"), Set.of(), 0, ""),
            "gateway = ? AND severity = ?",
            "gw-7",
            "WARNING"),
    /** A kind and a severity that are never together. */
    KIND_AND_SEVERITY(
            filter(Set.of(AlertKind.PEER_DOWN), Set.of(Severity.INFO), Set.of(), Set.of(), 0, ""),
            "kind = ? AND severity = ?",
            "PEER_DOWN",
            "INFO"),
    /** A rare kind and a severity, far back. */
    KIND_AND_TIME(
            until(200, Set.of(AlertKind.GATEWAY_UNREACHABLE)),
            "kind = ? AND raised_at < ?",
            "GATEWAY_UNREACHABLE",
            StoredTime.of(LargeHistory.END.minus(Duration.ofDays(200)))),
    /** Many gateways. */
    GATEWAYS(
            filter(Set.of(), Set.of(), gateways(20), Set.of(), 0, ""),
            "gateway IN (" + String.join(", ", Collections.nCopies(20, "?")) + ")",
            gateways(20).toArray(String[]::new)),
    /** A text that one in 10,000 has, over all. */
    TEXT_RARE(
            filter(Set.of(), Set.of(), Set.of(), Set.of(), 0, "SITE-77 "),
            "(summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "%SITE-77 %",
            "%SITE-77 %",
            "%SITE-77 %",
            "%SITE-77 %"),
    /** A text of two letters that nobody has, of one gateway. */
    TEXT_SHORT_AND_GATEWAY(
            filter(Set.of(), Set.of(), Set.of("gw-7"), Set.of(), 0, "zq"),
            "gateway = ? AND (summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "gw-7",
            "%zq%",
            "%zq%",
            "%zq%",
            "%zq%"),
    /** The same of the commonest kind. */
    TEXT_SHORT_AND_KIND(
            filter(Set.of(AlertKind.PEER_DOWN), Set.of(), Set.of(), Set.of(), 0, "zq"),
            "kind = ? AND (summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "PEER_DOWN",
            "%zq%",
            "%zq%",
            "%zq%",
            "%zq%"),
    /** The same of a common severity. */
    TEXT_SHORT_AND_SEVERITY(
            filter(Set.of(), Set.of(Severity.CRITICAL), Set.of(), Set.of(), 0, "zq"),
            "severity = ? AND (summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "CRITICAL",
            "%zq%",
            "%zq%",
            "%zq%",
            "%zq%"),
    /** A text of two letters that many have. */
    TEXT_SHORT_COMMON(
            filter(Set.of(), Set.of(), Set.of(), Set.of(), 0, "77"),
            "(summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "%77%",
            "%77%",
            "%77%",
            "%77%"),
    /** The same with a rare kind. */
    TEXT_SHORT_COMMON_AND_KIND(
            filter(Set.of(AlertKind.GATEWAY_UNREACHABLE), Set.of(), Set.of(), Set.of(), 0, "77"),
            "kind = ? AND (summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "GATEWAY_UNREACHABLE",
            "%77%",
            "%77%",
            "%77%",
            "%77%"),
    /** The same of one gateway. */
    TEXT_SHORT_COMMON_AND_GATEWAY(
            filter(Set.of(), Set.of(), Set.of("gw-7"), Set.of(), 0, "77"),
            "gateway = ? AND (summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "gw-7",
            "%77%",
            "%77%",
            "%77%",
            "%77%"),
    /** A text of two letters that nobody has. */
    TEXT_SHORT(
            filter(Set.of(), Set.of(), Set.of(), Set.of(), 0, "zq"),
            "(summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "%zq%",
            "%zq%",
            "%zq%",
            "%zq%"),
    /** A text of two letters that one in twenty has. */
    TEXT_SHORT_FOUND(
            filter(Set.of(), Set.of(), Set.of(), Set.of(), 0, "77"),
            "(summary LIKE ? OR peer_name LIKE ? OR gateway LIKE ? OR interface LIKE ?)",
            "%77%",
            "%77%",
            "%77%",
            "%77%"),
    /** A severity and a rare text. */
    TEXT_AND_SEVERITY(
            filter(Set.of(), Set.of(Severity.INFO), Set.of(), Set.of(), 0, "9 min 59 s"),
            "severity = ? AND summary LIKE ?",
            "INFO",
            "%9 min 59 s%"),
    /** A gateway, and a peer's name that is none of it. */
    TEXT_AND_OTHER_GATEWAY(
            filter(Set.of(), Set.of(), Set.of("gw-7"), Set.of(), 0, "site-4711"),
            "gateway = ? AND summary LIKE ?",
            "gw-7",
            "%site-4711%");

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

    /** The gateways from the first on. */
    private static Set<String> gateways(int count) {
        return IntStream.range(0, count).mapToObj(SampleEvents::gateway).collect(Collectors.toSet());
    }

    private static AlertFilter until(int days, Set<AlertKind> kinds) {
        return new AlertFilter(
                Set.of(),
                kinds,
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.of(LargeHistory.END.minus(Duration.ofDays(days))),
                Optional.empty());
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.AlertStatistics.GatewayAvailability;
import io.tunnelwatch.history.AlertStatistics.OfGateway;
import io.tunnelwatch.history.PeerAvailability;
import io.tunnelwatch.settings.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The parts of statistics that are tables. */
final class StatsTables {

    private static final int KEY_BEGINNING = 8;
    private static final int DECIMALS = 3;

    private StatsTables() {}

    static Table kinds(AlertStatistics statistics) {
        Table table = new Table(Column.whole("KIND"), Column.number("ALERTS"));
        statistics.byKind().forEach(one -> table.row(Cell.of(one.kind()), Cell.of(one.alerts())));
        return table;
    }

    static Table gateways(List<OfGateway> gateways) {
        Table table = new Table(Column.cut("GATEWAY", 7), Column.number("ALERTS"));
        gateways.forEach(one -> table.row(Cell.of(one.gateway()), Cell.of(one.alerts())));
        return table;
    }

    /** When all peers of a gateway were away together, or nobody knew. */
    static Table troubles(List<GatewayAvailability> gateways) {
        Table table = new Table(
                Column.cut("GATEWAY", 7),
                Column.whole("INTERFACE").orDrop(),
                Column.number("OUTAGE"),
                Column.number("UNKNOWN"));
        gateways.forEach(one -> table.row(
                Cell.of(one.gateway()),
                Cell.of(one.interfaceName()),
                duration(one.availability().outage()),
                duration(one.availability().unknown())));
        return table;
    }

    static Table peers(List<PeerAvailability> peers) {
        Table table = new Table(
                Column.cut("PEER", 8),
                Column.cut("GATEWAY", 7),
                Column.number("AVAILABLE"),
                Column.number("UNAVAILABLE"),
                Column.number("OUTAGE").orDrop(),
                Column.number("UNKNOWN").orDrop(),
                Column.number("ALERTS"));
        peers.forEach(peer -> table.row(
                Cell.of(peer.peerName().orElseGet(() -> peer.peerKey()
                        .substring(0, Math.min(KEY_BEGINNING, peer.peerKey().length())))),
                Cell.of(peer.gateway()),
                Cell.of(percent(peer.availability().percent())),
                duration(peer.availability().unavailable()),
                duration(peer.availability().outage()),
                duration(peer.availability().unknown()),
                Cell.of(peer.alerts())));
        return table;
    }

    /** Never rounded up: 100 % is said of none that was away. */
    static String percent(OptionalDouble percent) {
        return percent.isEmpty()
                ? "unknown"
                : String.format(
                        Locale.ROOT,
                        "%s %%",
                        BigDecimal.valueOf(percent.getAsDouble()).setScale(DECIMALS, RoundingMode.DOWN));
    }

    private static Cell duration(Duration duration) {
        return Cell.of(duration.isZero() ? "" : Durations.format(duration));
    }
}

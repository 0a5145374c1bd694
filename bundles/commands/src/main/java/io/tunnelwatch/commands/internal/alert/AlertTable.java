package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Cell.Style;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.ShortIds;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.ListedAlert;
import java.util.List;
import java.util.Optional;

/** Alerts as a table. */
final class AlertTable {

    private static final int KEY_BEGINNING = 8;

    private AlertTable() {}

    /** @param silences those that may hold now */
    static Table of(List<ListedAlert> alerts, Times times, List<Silence> silences) {
        ShortIds ids =
                new ShortIds(alerts.stream().map(listed -> listed.alert().id()).toList());
        Table table = new Table(
                Column.whole("ID"),
                Column.whole("SEVERITY"),
                Column.cut("KIND", 14),
                Column.whole("STATE"),
                Column.cut("GATEWAY", 7),
                Column.cut("PEER", 8),
                Column.whole("RAISED"),
                Column.number("COUNT").orDrop(),
                Column.cut("SUMMARY", 20).orDrop());
        alerts.forEach(listed -> table.row(row(listed, ids, times, silences)));
        return table;
    }

    private static Cell[] row(ListedAlert listed, ShortIds ids, Times times, List<Silence> silences) {
        Alert alert = listed.alert();
        return new Cell[] {
            Cell.of(ids.of(alert.id())),
            Cell.styled(alert.severity(), style(alert.severity())),
            Cell.of(alert.key().kind()),
            state(listed, Silence.isSilenced(alert, silences, times.now())),
            Cell.of(place(alert)),
            Cell.of(peer(alert)),
            times.narrowCell(alert.raisedAt()),
            Cell.of(alert.occurrences() > 1 ? String.valueOf(alert.occurrences()) : ""),
            Cell.of(alert.summary())
        };
    }

    private static Cell state(ListedAlert listed, boolean silenced) {
        AlertState state = listed.alert().state();
        boolean quiet = silenced && listed.alert().isOpen();
        String words = state + (quiet ? " silenced" : "") + (listed.pending() ? " pending" : "");
        String shortState = state == AlertState.ACKNOWLEDGED ? "ACK" : state.name();
        return Cell.of(words, shortState + (quiet ? "~" : "") + (listed.pending() ? "*" : ""));
    }

    /** The gateway; with the interface where no peer says which one is meant. */
    private static Optional<String> place(Alert alert) {
        return alert.key()
                .gateway()
                .map(gateway -> gateway
                        + alert.key()
                                .interfaceName()
                                .filter(name -> alert.key().peerKey().isEmpty())
                                .map(name -> "/" + name)
                                .orElse(""));
    }

    private static Optional<String> peer(Alert alert) {
        return alert.peerName()
                .or(() -> alert.key().peerKey().map(key -> key.substring(0, Math.min(KEY_BEGINNING, key.length()))));
    }

    private static Style style(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Style.RED;
            case WARNING -> Style.YELLOW;
            case INFO -> Style.PLAIN;
        };
    }
}

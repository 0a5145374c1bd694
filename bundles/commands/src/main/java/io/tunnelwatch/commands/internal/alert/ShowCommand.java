package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.AlertIdCompleter;
import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.Fields;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.AlertDetails;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.json.AlertDocument;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:show}. */
@Service
@Command(
        scope = "alert",
        name = "show",
        description = "Shows one alert with its time line and deliveries.",
        detailedDescription =
                """
                Examples:
                  alert:show 0199a4b2-1c3d
                  alert:show --json 0199a4b2-1c3d-7000-8000-00000000002a""")
public class ShowCommand extends TunnelwatchAction {

    @Argument(
            name = "id",
            description = "The alert's id; an unambiguous beginning is enough",
            required = true,
            multiValued = true)
    @Completion(AlertIdCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        ListedAlert listed = AlertDetails.silencedAt(
                screen.now(), AlertSelection.one(services, Words.one("id", words, this)), services.openLog());
        AlertDetails details = AlertDetails.of(listed.alert().id(), services.openLog(), services.history());
        if (json()) {
            screen.json(AlertDocument.of(listed, details.timeline(), details.deliveries(), details.history()));
            return;
        }
        screen.print(fields(listed, screen.times()));
        screen.line("");
        screen.line("Time line");
        if (details.timeline().isEmpty()) {
            screen.line("  no event is left");
        }
        details.timeline().forEach(entry -> screen.line("  " + EventWords.line(entry)));
        screen.line("");
        if (details.deliveries().isEmpty()) {
            screen.line("No deliveries.");
        } else {
            screen.print(deliveries(details.deliveries(), screen.times()));
        }
        HistoryNote.of(services, details.history(), false).ifPresent(screen::note);
    }

    private static Fields fields(ListedAlert listed, Times times) {
        Alert alert = listed.alert();
        return new Fields()
                .add("ID", alert.id())
                .add("Kind", alert.key().kind())
                .add("Severity", alert.severity())
                .add("State", alert.state() + (listed.pending() ? " (pending: not yet in the history)" : ""))
                .add("Gateway", alert.key().gateway())
                .add("Interface", alert.key().interfaceName())
                .add("Peer", alert.peerName())
                .add("Public key", alert.key().peerKey())
                .add("Summary", alert.summary())
                .add("Occurrences", alert.occurrences())
                .add("Raised", times.both(alert.raisedAt()))
                .add("Last seen", times.both(alert.lastSeenAt()))
                .add("Acknowledged", alert.acknowledgedAt().map(at -> times.both(at) + by(alert.acknowledgedBy())))
                .add("Resolved", alert.resolvedAt().map(at -> times.both(at) + by(alert.resolvedBy())))
                .add("Silenced until", alert.silencedUntil().map(times::both))
                .add("Tags", Optional.of(String.join(", ", alert.tags())).filter(tags -> !tags.isEmpty()));
    }

    private static String by(Optional<String> operator) {
        return operator.map(name -> " by " + name).orElse("");
    }

    private static Table deliveries(List<Delivery> deliveries, Times times) {
        Table table = new Table(
                Column.whole("CHANNEL"), Column.whole("NOTICE"), Column.whole("AT"), Column.cut("RESULT", 20));
        deliveries.forEach(delivery -> table.row(
                Cell.of(delivery.channel()),
                Cell.of(delivery.notice()),
                times.cell(delivery.at()),
                Cell.of(delivery.failure()
                        .map(failure -> (delivery.permanent() ? "given up: " : "tried again: ") + failure)
                        .orElse("delivered"))));
        return table;
    }
}

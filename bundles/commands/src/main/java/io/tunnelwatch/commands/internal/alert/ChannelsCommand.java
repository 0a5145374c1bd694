package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Cell.Style;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.json.ChannelsDocument;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.DeadLetter;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:channels}. */
@Service
@Command(
        scope = "alert",
        name = "channels",
        description = "Shows the channels that tell people and systems of alerts: how they fare, and what waits.",
        detailedDescription =
                """
                Examples:
                  alert:channels
                  alert:channels --json""")
public class ChannelsCommand extends TunnelwatchAction {

    /** There can be hundreds after a long trouble. */
    private static final int DEAD_LETTERS_SHOWN = 5;

    @Override
    public void run(Services services, Screen screen) {
        List<ChannelStatus> channels = services.requireNotifier().channels();
        if (json()) {
            screen.json(new ChannelsDocument(channels));
            return;
        }
        if (channels.isEmpty()) {
            screen.line("No channels: nobody is told of alerts. A file etc/io.tunnelwatch.channel.email-NAME.cfg"
                    + " makes one (README.md, \"Telling people\").");
            return;
        }
        screen.print(table(channels, screen.times()));
        channels.forEach(channel -> details(channel, screen));
    }

    private static Table table(List<ChannelStatus> channels, Times times) {
        Table table = new Table(
                Column.whole("CHANNEL"),
                Column.whole("STATE"),
                Column.number("BACKLOG"),
                Column.number("HELD"),
                Column.number("DEAD"),
                Column.whole("DELIVERED"),
                Column.cut("TARGET", 16).orDrop());
        channels.forEach(channel -> table.row(
                Cell.of(channel.id()),
                Cell.styled(channel.state(), style(channel.state())),
                Cell.of(channel.backlog()),
                Cell.of(channel.held()),
                Cell.of(channel.deadLetters().size()),
                channel.lastDelivered().map(times::cell).orElse(Cell.of("never")),
                Cell.of(channel.target())));
        return table;
    }

    private static void details(ChannelStatus channel, Screen screen) {
        Times times = screen.times();
        channel.problems().forEach(problem -> screen.line(channel.id() + ": " + problem));
        channel.lastError()
                .ifPresent(error -> screen.line(channel.id() + " fails"
                        + channel.failingSince()
                                .map(since -> " since " + times.both(since))
                                .orElse("") + ": " + error));
        channel.nextAttempt().ifPresent(next -> screen.line("  tried again at " + Times.absolute(next)));
        channel.deadLetters().stream()
                .limit(DEAD_LETTERS_SHOWN)
                .forEach(letter -> screen.line(channel.id() + " gave up on " + words(letter, times)));
        int more = channel.deadLetters().size() - DEAD_LETTERS_SHOWN;
        if (more > 0) {
            screen.line(channel.id() + " gave up on " + more + " more; --json shows all");
        }
    }

    private static String words(DeadLetter letter, Times times) {
        return letter.notice() + " of " + letter.alertId() + ", " + times.both(letter.at()) + ": " + letter.reason();
    }

    private static Style style(ChannelStatus.State state) {
        return switch (state) {
            case WORKING -> Style.GREEN;
            case FAILING, REFUSED -> Style.RED;
        };
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.commands.internal.Failed;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.AlertIdCompleter;
import io.tunnelwatch.commands.internal.completion.ChannelCompleter;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.NotDeliveredException;
import io.tunnelwatch.notifier.Notifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:resend}. */
@Service
@Command(
        scope = "alert",
        name = "resend",
        description = "Sends a notice of an alert once more, and waits for the answer of the other side.",
        detailedDescription =
                """
                With a channel: the notice that it gave up on, else how the alert stands now.
                Without: every notice of the alert that any channel gave up on.

                Examples:
                  alert:resend 0199a4b2-1c3d
                  alert:resend 0199a4b2-1c3d email.noc""")
public class ResendCommand extends TunnelwatchAction {

    @Argument(
            index = 0,
            name = "id",
            description = "The alert's id; an unambiguous beginning is enough",
            required = true)
    @Completion(AlertIdCompleter.class)
    private String id = "";

    @Argument(
            index = 1,
            name = "channel",
            description = "The channel's name; without it, the channels that gave up",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(ChannelCompleter.class)
    private List<String> words = List.of();

    private record Letter(String channel, Notice notice) {}

    @Override
    public void run(Services services, Screen screen) throws InterruptedException {
        Optional<String> channel = Words.atMostOne("channel", words, this);
        Notifier notifier = services.requireNotifier();
        Alert alert = AlertSelection.one(services, id).alert();
        List<Letter> letters = letters(notifier, alert, channel);
        if (letters.isEmpty()) {
            throw new Refusal("No channel gave up on a notice of this alert: name the channel, alert:resend " + id
                    + " CHANNEL; alert:channels lists them");
        }
        boolean failed = false;
        for (Letter letter : letters) {
            try {
                Optional<String> recipient = notifier.resend(letter.channel(), alert, letter.notice());
                new Confirmed(letter.channel(), recipient).print(json(), screen);
            } catch (NotDeliveredException e) {
                if (letters.size() == 1) {
                    throw new Refusal(e.getMessage());
                }
                screen.note(e.getMessage());
                failed = true;
            }
        }
        if (failed) {
            throw new Failed();
        }
    }

    private static List<Letter> letters(Notifier notifier, Alert alert, Optional<String> channel) {
        List<Letter> dead = notifier.channels().stream()
                .filter(status -> channel.map(status.id()::equals).orElse(true))
                .flatMap(status -> dead(status, alert))
                .distinct()
                .toList();
        Notice now = alert.isOpen() ? Notice.RAISED : Notice.RESOLVED;
        return dead.isEmpty()
                ? channel.stream().map(name -> new Letter(name, now)).toList()
                : dead;
    }

    private static Stream<Letter> dead(ChannelStatus status, Alert alert) {
        return status.deadLetters().stream()
                .filter(letter -> letter.alertId().equals(alert.id()))
                .map(letter -> new Letter(status.id(), letter.notice()));
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.ChannelCompleter;
import io.tunnelwatch.notifier.NotDeliveredException;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:test}. */
@Service
@Command(
        scope = "alert",
        name = "test",
        description = "Sends a test message through a channel, and waits for the answer of the other side.",
        detailedDescription = """
                Examples:
                  alert:test email.noc""")
public class TestCommand extends TunnelwatchAction {

    @Argument(
            name = "channel",
            description = "The channel's name, as alert:channels shows it",
            required = true,
            multiValued = true)
    @Completion(ChannelCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) throws InterruptedException {
        String channel = Words.one("channel", words, this);
        try {
            new Confirmed(channel, services.requireNotifier().test(channel, operator())).print(json(), screen);
        } catch (NotDeliveredException e) {
            throw new Refusal(e.getMessage());
        }
    }
}

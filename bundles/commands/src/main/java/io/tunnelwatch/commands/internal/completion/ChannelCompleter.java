package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the names of channels with how they fare. */
@Service
public class ChannelCompleter extends ServiceCompleter {

    @Override
    Stream<Proposal> known(Services services, String typed) {
        return services.find(Notifier.class).stream()
                .flatMap(notifier -> notifier.channels().stream())
                .map(channel -> new Proposal(channel.id(), description(channel)));
    }

    private static String description(ChannelStatus channel) {
        return channel.state() + (channel.target().isEmpty() ? "" : ", " + channel.target());
    }
}

package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the names of channels. */
@Service
public class ChannelCompleter extends ServiceCompleter {

    @Override
    Stream<String> known(Services services, String typed) {
        return services.find(Notifier.class).stream()
                .flatMap(notifier -> notifier.channels().stream())
                .map(ChannelStatus::id);
    }
}

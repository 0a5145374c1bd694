package io.tunnelwatch.web.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import java.util.List;
import java.util.Optional;

/** A notifier without channels. */
public final class MemoryNotifier implements Notifier {

    @Override
    public List<ChannelStatus> channels() {
        return List.of();
    }

    @Override
    public Optional<String> test(String channel, String operator) {
        return Optional.empty();
    }

    @Override
    public Optional<String> resend(String channel, Alert alert, Notice notice) {
        return Optional.empty();
    }
}

package io.tunnelwatch.web.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A notifier with the channels that a test sets. */
public final class MemoryNotifier implements Notifier {

    public final List<ChannelStatus> channels = new ArrayList<>();

    @Override
    public List<ChannelStatus> channels() {
        return List.copyOf(channels);
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

package io.tunnelwatch.commands.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.NotDeliveredException;
import io.tunnelwatch.notifier.Notifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A notifier that only remembers what it was asked for. */
public final class MemoryNotifier implements Notifier {

    public final List<ChannelStatus> channels = new ArrayList<>();
    public final List<String> asked = new ArrayList<>();
    public Optional<String> refusal = Optional.empty();

    @Override
    public List<ChannelStatus> channels() {
        return channels;
    }

    @Override
    public Optional<String> test(String channel, String operator) throws NotDeliveredException {
        return answer("test " + channel + " by " + operator);
    }

    @Override
    public Optional<String> resend(String channel, Alert alert, Notice notice) throws NotDeliveredException {
        return answer("resend " + notice + " of " + alert.id() + " through " + channel);
    }

    private Optional<String> answer(String request) throws NotDeliveredException {
        asked.add(request);
        if (refusal.isPresent()) {
            throw new NotDeliveredException(refusal.get());
        }
        return Optional.of("noc@example.org");
    }
}

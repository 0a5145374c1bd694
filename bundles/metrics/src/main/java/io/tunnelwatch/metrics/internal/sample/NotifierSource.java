package io.tunnelwatch.metrics.internal.sample;

import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import java.util.Optional;
import java.util.function.Supplier;

/** How the channels fare. */
public final class NotifierSource implements Source {

    private final Supplier<Optional<Notifier>> notifier;

    /** @param notifier empty while it is away */
    public NotifierSource(Supplier<Optional<Notifier>> notifier) {
        this.notifier = notifier;
    }

    @Override
    public String name() {
        return "notifier";
    }

    @Override
    public boolean sample(Samples samples) {
        Optional<Notifier> present = notifier.get();
        present.ifPresent(notifier -> notifier.channels().forEach(channel -> channel(channel, samples)));
        return present.isPresent();
    }

    private static void channel(ChannelStatus channel, Samples samples) {
        samples.putState(Metric.CHANNEL_STATE, channel.state(), ChannelStatus.State.values(), channel.id());
        samples.put(Metric.CHANNEL_SENT, channel.counts().sent(), channel.id());
        samples.put(Metric.CHANNEL_FAILED, channel.counts().failed(), channel.id());
        samples.put(Metric.CHANNEL_GIVEN_UP, channel.counts().givenUp(), channel.id());
        samples.put(Metric.CHANNEL_BACKLOG, channel.backlog(), channel.id());
        samples.put(Metric.CHANNEL_HELD, channel.held(), channel.id());
    }
}

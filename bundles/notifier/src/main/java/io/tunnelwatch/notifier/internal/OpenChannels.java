package io.tunnelwatch.notifier.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.NotDeliveredException;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.Channels;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Samples;
import io.tunnelwatch.notifier.internal.deliver.FailingChannels;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All channels that are open, by name. Safe for any number of threads. */
final class OpenChannels implements Channels, Notifier {

    private final Path directory;
    private final Supplier<Optional<AlertLog>> log;
    private final Function<AlertConsumer, Runnable> register;
    private final InstantSource clock;
    private final InstantSource time;
    private final FailingChannels failing;
    private final Map<String, HeldChannel> channels = new ConcurrentSkipListMap<>();
    private final Map<String, String> refused = new ConcurrentSkipListMap<>();

    /**
     * @param directory where the channels' books are kept
     * @param log empty while it is away
     * @param clock for what is recorded, and for rules that go by it
     * @param time for waits: it only goes on
     * @param register makes a consumer known to the log, and answers what makes it unknown again
     */
    OpenChannels(
            Path directory,
            Supplier<Optional<AlertLog>> log,
            Function<AlertConsumer, Runnable> register,
            InstantSource clock,
            InstantSource time) {
        this.directory = directory;
        this.log = log;
        this.register = register;
        this.clock = clock;
        this.time = time;
        this.failing = new FailingChannels(() -> log.get().filter(AlertLog::isOpen), clock);
    }

    /** There is no such channel, though there is a configuration that was meant to make one. */
    void refuse(String name, String why) {
        refused.put(name, why);
    }

    /** Its configuration is gone. */
    void forgetRefused(String name) {
        refused.remove(name);
    }

    @Override
    public OpenChannel open(ChannelId id) {
        HeldChannel channel = new HeldChannel(id, directory, log, failing, register, clock, time, channels::remove);
        if (channels.putIfAbsent(id.toString(), channel) != null) {
            throw new IllegalStateException("Channel " + id + " is open already");
        }
        return channel;
    }

    @Override
    public List<ChannelStatus> channels() {
        return Stream.concat(
                        channels.values().stream().map(HeldChannel::status),
                        refused.entrySet().stream()
                                .filter(one -> !channels.containsKey(one.getKey()))
                                .map(one -> HeldChannel.refused(one.getKey(), one.getValue())))
                .sorted(Comparator.comparing(ChannelStatus::id))
                .toList();
    }

    @Override
    public Optional<String> test(String channel, String operator) throws NotDeliveredException, InterruptedException {
        return find(channel).send(Samples.test(operator, clock));
    }

    @Override
    public Optional<String> resend(String channel, Alert alert, Notice notice)
            throws NotDeliveredException, InterruptedException {
        int number = notice == Notice.RENOTIFIED ? 1 : 0;
        AlertNotice again = new AlertNotice(alert, notice, number, clock.instant(), Optional.empty());
        return find(channel).send(new Message(List.of(again), Message.Occasion.RESENT));
    }

    private HeldChannel find(String name) throws NotDeliveredException {
        HeldChannel channel = channels.get(name);
        if (channel == null) {
            Collection<String> names = channels.keySet();
            throw new NotDeliveredException("There is no channel '" + name + "'; "
                    + (names.isEmpty() ? "none is configured" : "there are " + String.join(", ", names)));
        }
        return channel;
    }
}

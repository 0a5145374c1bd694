package io.tunnelwatch.notifier.internal;

import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.ChannelCounts;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.NotDeliveredException;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.ChannelSettings;
import io.tunnelwatch.notifier.channel.Channels.OpenChannel;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Transport;
import io.tunnelwatch.notifier.internal.deliver.Channel;
import io.tunnelwatch.notifier.internal.deliver.FailingChannels;
import io.tunnelwatch.notifier.internal.ledger.Rules;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel in the hands of its component. It begins with the first settings that hold: until then the log keeps its
 * events. Safe for any number of threads.
 */
final class HeldChannel implements OpenChannel {

    private static final Logger LOG = LoggerFactory.getLogger(HeldChannel.class);

    private final ChannelId id;
    private final Path directory;
    private final Supplier<Optional<AlertLog>> log;
    private final FailingChannels failing;
    private final Function<AlertConsumer, Runnable> register;
    private final InstantSource clock;
    private final InstantSource time;
    private final BiConsumer<Object, Object> onClose;
    private Optional<Running> running = Optional.empty();
    private Optional<String> refused = Optional.empty();

    private record Running(Channel channel, Runnable unregister) {}

    HeldChannel(
            ChannelId id,
            Path directory,
            Supplier<Optional<AlertLog>> log,
            FailingChannels failing,
            Function<AlertConsumer, Runnable> register,
            InstantSource clock,
            InstantSource time,
            BiConsumer<Object, Object> onClose) {
        this.id = id;
        this.directory = directory;
        this.log = log;
        this.failing = failing;
        this.register = register;
        this.clock = clock;
        this.time = time;
        this.onClose = onClose;
    }

    @Override
    public synchronized void use(ChannelSettings settings, Transport transport) {
        refused = Optional.empty();
        Stream.concat(settings.wording().problems().stream(), transport.problems().stream())
                .forEach(problem -> LOG.error("Channel {}: {}", id, problem));
        Rules rules = new Rules(id, settings);
        if (running.isPresent()) {
            running.get().channel().use(rules, transport);
            LOG.info("Channel {} has new settings, it tells {}", id, transport.target());
            return;
        }
        Channel channel = new Channel(rules, directory, () -> log.get().filter(AlertLog::isOpen), failing, clock, time);
        channel.use(rules, transport);
        try {
            running = Optional.of(new Running(channel, register.apply(channel)));
        } catch (RuntimeException e) { // the bundle stops
            channel.close();
            throw e;
        }
        LOG.info("Channel {} tells {}", id, transport.target());
    }

    @Override
    public synchronized void refuse(String why) {
        refused = Optional.of(why);
        LOG.error(
                "{}. {}",
                why,
                running.isPresent()
                        ? "Channel " + id + " goes on with what was set before"
                        : "Channel " + id + " tells nobody until that is mended; nothing is lost meanwhile");
    }

    @Override
    public synchronized void close(boolean forGood) {
        try {
            running.ifPresent(one -> {
                one.unregister().run();
                one.channel().close();
                if (forGood) {
                    one.channel().forget();
                }
            });
            if (forGood) {
                log.get().ifPresent(present -> present.forget(id.consumerId()));
            }
        } finally {
            running = Optional.empty();
            onClose.accept(id.toString(), this);
        }
    }

    synchronized ChannelStatus status() {
        return running.map(one -> one.channel().status(refused))
                .orElseGet(() -> refused(id.toString(), refused.orElse("no settings were given yet")));
    }

    /** How a channel is that has never had settings that hold. */
    static ChannelStatus refused(String id, String why) {
        return new ChannelStatus(
                id,
                "",
                ChannelStatus.State.REFUSED,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(why),
                List.of(),
                ChannelCounts.NONE);
    }

    Optional<String> send(Message message) throws NotDeliveredException, InterruptedException {
        Optional<Channel> channel;
        synchronized (this) {
            channel = running.map(Running::channel);
        }
        return channel.orElseThrow(() -> new NotDeliveredException(
                        "Channel " + id + " has no settings that hold: " + refused.orElse("none were given yet")))
                .send(message);
    }
}

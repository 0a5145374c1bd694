package io.tunnelwatch.notifier.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.NotDeliveredException;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.Channels;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The notifier as a service; the channels' components open their channels by it. Its own type, which no other bundle
 * sees, is for who looks at their configurations.
 */
@Component(
        service = {Notifier.class, Channels.class, NotifierComponent.class},
        immediate = true)
public final class NotifierComponent implements Notifier, Channels {

    private final OpenChannels channels;

    /** Without it channels go on sending what they have read; what became of it is recorded later. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertLog log;

    /** @param context knows where Karaf's data lies, and registers the channels as consumers */
    @Activate
    public NotifierComponent(BundleContext context) {
        Path data =
                Path.of(Optional.ofNullable(context.getProperty("karaf.data")).orElse("data"));
        this.channels = new OpenChannels(
                data.resolve("tunnelwatch").resolve("notifier"),
                () -> Optional.ofNullable(log),
                consumer -> unregister(context.registerService(AlertConsumer.class, consumer, null)),
                Clock.systemUTC(),
                new SteadyTime(Clock.systemUTC()));
    }

    OpenChannels openChannels() {
        return channels;
    }

    @Override
    public OpenChannel open(ChannelId id) {
        return channels.open(id);
    }

    @Override
    public List<ChannelStatus> channels() {
        return channels.channels();
    }

    @Override
    public Optional<String> test(String channel, String operator) throws NotDeliveredException, InterruptedException {
        return channels.test(channel, operator);
    }

    @Override
    public Optional<String> resend(String channel, Alert alert, Notice notice)
            throws NotDeliveredException, InterruptedException {
        return channels.resend(channel, alert, notice);
    }

    private static Runnable unregister(ServiceRegistration<?> registration) {
        return () -> {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // the bundle stops: the framework was faster
            }
        };
    }
}

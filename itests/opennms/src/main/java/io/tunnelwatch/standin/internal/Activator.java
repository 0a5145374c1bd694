package io.tunnelwatch.standin.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opennms.integration.api.v1.alarms.AlarmLifecycleListener;
import org.opennms.integration.api.v1.config.events.EventConfExtension;
import org.opennms.integration.api.v1.events.EventForwarder;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Publishes an {@link EventForwarder} and calls the listeners of the whiteboard, as OpenNMS does. A test tells it what
 * to do by a file {@code command} in {@code opennms/} of Karaf's data folder: {@code ack KEY}, {@code unack KEY},
 * {@code snapshot}, {@code away}, {@code back}. The file is gone when it is done.
 */
public final class Activator implements BundleActivator {

    private static final long LOOK_MILLISECONDS = 100;

    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "opennms-standin"));
    private @Nullable ServiceRegistration<EventForwarder> registration;

    @Override
    public void start(BundleContext context) throws IOException {
        Path folder = Files.createDirectories(
                Path.of(Optional.ofNullable(context.getProperty("karaf.data")).orElse("data"), "opennms"));
        ServiceTracker<EventConfExtension, EventConfExtension> extensions =
                new ServiceTracker<>(context, EventConfExtension.class, null);
        ServiceTracker<AlarmLifecycleListener, AlarmLifecycleListener> listeners =
                new ServiceTracker<>(context, AlarmLifecycleListener.class, null);
        extensions.open();
        listeners.open();
        Alarms alarms = new Alarms(
                folder.resolve("alarms"),
                () -> services(extensions, EventConfExtension.class),
                () -> services(listeners, AlarmLifecycleListener.class));
        registration = context.registerService(EventForwarder.class, alarms, null);
        looking.scheduleWithFixedDelay(
                () -> obey(context, alarms, folder.resolve("command")),
                LOOK_MILLISECONDS,
                LOOK_MILLISECONDS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop(BundleContext context) {
        looking.shutdownNow();
    }

    private void obey(BundleContext context, Alarms alarms, Path file) {
        try {
            if (!Files.exists(file)) {
                return;
            }
            String[] words = Files.readString(file).strip().split(" ");
            switch (words[0]) {
                case "ack" -> alarms.acknowledge(words[1], true);
                case "unack" -> alarms.acknowledge(words[1], false);
                case "snapshot" -> alarms.snapshot();
                case "away" -> Optional.ofNullable(registration).orElseThrow().unregister();
                case "back" -> registration = context.registerService(EventForwarder.class, alarms, null);
                default -> throw new IllegalArgumentException(words[0]);
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <S> List<S> services(ServiceTracker<S, S> tracker, Class<S> type) {
        return Arrays.stream(Optional.ofNullable(tracker.getServices()).orElseGet(() -> new Object[0]))
                .map(type::cast)
                .toList();
    }
}

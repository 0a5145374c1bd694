package io.tunnelwatch.management.internal;

import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.LiveConsumer;
import io.tunnelwatch.management.LogMXBean;
import io.tunnelwatch.management.ProbeMXBean;
import io.tunnelwatch.management.StoreMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the MBeans those of the services, gateways and channels that are there, by a look now and then. */
final class Management implements AutoCloseable {

    /** Under which it reads the log, for the notifications. */
    static final String CONSUMER_ID = "jmx";

    private static final Logger LOG = LoggerFactory.getLogger(Management.class);
    private static final int MAX_WAIT_FOR_END_SECONDS = 10;

    private final Services services;
    private final Registrations registrations;
    private final LogBean log;
    private final StoreBean store;
    private final AlertConsumer notifications;
    private final ScheduledExecutorService thread;
    private boolean failing;

    Management(Services services, MBeanServer server, Duration lookEvery) {
        this.services = services;
        this.registrations = new Registrations(server);
        this.log = new LogBean(services);
        this.store = new StoreBean(services);
        this.notifications = new LiveConsumer(CONSUMER_ID, services::log, (entry, alert) -> entry.event()
                .ifPresent(event -> alert.ifPresent(about -> log.tell(event, about))));
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "tunnelwatch-jmx");
            created.setDaemon(true);
            return created;
        });
        thread.scheduleWithFixedDelay(this::look, 0, lookEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What the log must bring its events to. */
    AlertConsumer notifications() {
        return notifications;
    }

    private void look() {
        try {
            registrations.become(wanted());
            store.look();
            failing = false;
        } catch (RuntimeException | LinkageError e) { // of a service on its way out; or it would never look again
            if (!failing) {
                LOG.debug("A service could not be asked; it is asked again", e);
            }
            failing = true;
        }
    }

    private Map<String, Supplier<Object>> wanted() {
        Map<String, Supplier<Object>> wanted = new LinkedHashMap<>();
        services.log().ifPresent(present -> wanted.put(LogMXBean.NAME, () -> log));
        services.history().ifPresent(present -> wanted.put(StoreMXBean.NAME, () -> store));
        services.probe().ifPresent(present -> {
            wanted.put(ProbeMXBean.NAME, () -> new ProbeBean(services));
            present.gateways()
                    .forEach(gateway -> wanted.put(
                            Registrations.name(LogMXBean.DOMAIN + ":type=Gateway", gateway.name()),
                            () -> new GatewayBean(services, gateway.name())));
        });
        services.notifier().ifPresent(present -> present.channels()
                .forEach(channel -> wanted.put(
                        Registrations.name(LogMXBean.DOMAIN + ":type=Channel", channel.id()),
                        () -> new ChannelBean(services, channel.id()))));
        return wanted;
    }

    /** Takes all MBeans out. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(MAX_WAIT_FOR_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A service did not answer for {} s; its MBeans may stay", MAX_WAIT_FOR_END_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        registrations.become(Map.of());
        log.close();
        store.close();
    }
}

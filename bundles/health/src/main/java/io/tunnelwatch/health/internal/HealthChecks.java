package io.tunnelwatch.health.internal;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.felix.hc.api.HealthCheck;

/** The checks there are to be now, by their names. */
final class HealthChecks {

    private final Services services;
    private final InstantSource clock;
    private final LogCheck log;
    private final PollsCheck polls;

    /** A check, and what it is found by. */
    record Tagged(HealthCheck check, Tag... tags) {}

    HealthChecks(Services services, InstantSource clock, LongSupplier nanoTime) {
        this.services = services;
        this.clock = clock;
        this.log = new LogCheck(services);
        this.polls = new PollsCheck(services, nanoTime);
    }

    /**
     * One for the process, the log and the watch, always; one for the store, each gateway and each channel while they
     * are there.
     */
    Map<String, Tagged> wanted() {
        Map<String, Tagged> wanted = new LinkedHashMap<>();
        wanted.put("Tunnelwatch polls", new Tagged(polls, Tag.LIVE));
        wanted.put("Tunnelwatch watch", new Tagged(new WatchCheck(services), Tag.READY));
        wanted.put("Tunnelwatch log", new Tagged(log, Tag.LOG, Tag.READY));
        services.history()
                .ifPresent(present -> wanted.put("Tunnelwatch store", new Tagged(new StoreCheck(services), Tag.STORE)));
        services.probe().ifPresent(present -> present.gateways()
                .forEach(gateway -> wanted.put(
                        "Tunnelwatch gateway " + gateway.name(),
                        new Tagged(new GatewayCheck(services, clock, gateway.name()), Tag.GATEWAY))));
        services.notifier().ifPresent(present -> present.channels()
                .forEach(channel -> wanted.put(
                        "Tunnelwatch channel " + channel.id(),
                        new Tagged(new ChannelCheck(services, channel.id()), Tag.CHANNEL))));
        return wanted;
    }

    /** Lets those checks look that compare with what was before. */
    void look() {
        log.look();
        polls.look();
    }
}

package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.outbox.AlertOutbox;
import io.tunnelwatch.wg.internal.rules.GatewayRules;
import io.tunnelwatch.wg.internal.watch.Situation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks for the gateways that no watch speaks for: those whose settings are wrong, and those that left the
 * configuration while alerts about them were open.
 */
final class Housekeeping {

    /** An edit of a file is a delete and a create: so long a gateway may be away before its alerts are resolved. */
    static final Duration LEFT_AFTER = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final GatewayRules rules;
    private final Supplier<Optional<AlertLog>> log;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Supplier<Collection<Registration>> registrations;
    private final Map<String, Long> goneSinceNanos = new HashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tunnelwatch-probe-housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    Housekeeping(
            GatewayRules rules,
            Supplier<Optional<AlertLog>> log,
            InstantSource clock,
            LongSupplier nanoTime,
            Supplier<Collection<Registration>> registrations) {
        this.rules = rules;
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.registrations = registrations;
    }

    void start() {
        executor.scheduleWithFixedDelay(this::guardedRun, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs once more, at once. */
    void runSoon() {
        executor.execute(this::guardedRun);
    }

    void close() {
        // no interrupt: an append that is under way is to end, and to be known
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("The probe's housekeeping has not ended within 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round. */
    void run() {
        Moment now = Moment.of(clock, nanoTime);
        Collection<Registration> present = List.copyOf(registrations.get());
        for (Registration registration : present) {
            if (registration instanceof Registration.Refused refused && refused.alerted()) {
                say(new Situation.Misconfigured(refused.name(), now, refused.reason()), refused.outbox(), log.get());
            }
        }
        log.get().ifPresent(there -> resolveThoseThatLeft(there, present, now));
    }

    private void resolveThoseThatLeft(AlertLog there, Collection<Registration> present, Moment now) {
        Set<String> gone = there.openAlerts().alerts().stream()
                .map(Alert::key)
                .flatMap(key -> key.gateway().stream())
                .collect(Collectors.toSet());
        present.forEach(registration -> gone.remove(registration.name()));
        goneSinceNanos.keySet().retainAll(gone);
        for (String gateway : gone) {
            long since = goneSinceNanos.computeIfAbsent(gateway, name -> now.nanos());
            if (now.nanos() - since >= LEFT_AFTER.toNanos()) {
                say(new Situation.Left(gateway, now), new AlertOutbox(gateway), Optional.of(there));
            }
        }
    }

    private void say(Situation situation, AlertOutbox outbox, Optional<AlertLog> there) {
        outbox.settle(
                there,
                List.of(),
                (OpenAlerts picture) ->
                        rules.decide(situation, picture, Set.of()).events(),
                Set.of());
    }

    private void guardedRun() {
        try {
            run();
        } catch (RuntimeException e) {
            LOG.error("A round of the probe's housekeeping failed for a fault of Tunnelwatch; the next goes on", e);
        }
    }
}

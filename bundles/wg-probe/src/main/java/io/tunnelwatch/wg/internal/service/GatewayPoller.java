package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OperatorResolution;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.memory.GatewayMemory;
import io.tunnelwatch.wg.internal.memory.MemoryStore;
import io.tunnelwatch.wg.internal.outbox.AlertOutbox;
import io.tunnelwatch.wg.internal.rules.Decisions;
import io.tunnelwatch.wg.internal.rules.GatewayRules;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.source.GatewaySource;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.source.SourceException;
import io.tunnelwatch.wg.internal.watch.GatewayState;
import io.tunnelwatch.wg.internal.watch.MissingInterface;
import io.tunnelwatch.wg.internal.watch.PeerDirectory;
import io.tunnelwatch.wg.internal.watch.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls one gateway: reads, judges, decides, says it, remembers. Belongs to one thread. */
final class GatewayPoller {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayPoller.class);

    private final ReadGuard guard;
    private final AlertOutbox outbox;
    private final GatewayRules rules;
    private final Supplier<Optional<AlertLog>> log;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final GatewayState state;
    private final MemoryKeeper keeper;
    private final Map<String, Instant> unknownSince = new HashMap<>();
    private Set<UUID> ended;
    private Set<AlertKey> sharedLosses = Set.of();

    GatewayPoller(
            MemoryStore store,
            ReadGuard guard,
            AlertOutbox outbox,
            GatewayRules rules,
            Supplier<Optional<AlertLog>> log,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.guard = guard;
        this.outbox = outbox;
        this.rules = rules;
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
        GatewayMemory memory = store.read();
        this.ended = memory.ended();
        this.state = new GatewayState(memory.interfaces());
        this.keeper = new MemoryKeeper(store, memory.ended(), now());
    }

    /**
     * One poll.
     *
     * @throws InterruptedException the gateway is no longer watched; nothing was said
     */
    GatewayView poll(GatewaySettings settings, GatewaySource source, PeerDirectory directory, GatewayView before)
            throws InterruptedException {
        Moment start = now();
        Situation situation = situation(settings, source, directory);
        settle(situation);
        keeper.keep(state, ended, now());
        return view(settings, situation, before, Duration.ofNanos(now().nanos() - start.nanos()));
    }

    /** Writes down what is not yet. */
    void close() {
        keeper.flush(state, ended, now());
    }

    private Situation situation(GatewaySettings settings, GatewaySource source, PeerDirectory directory)
            throws InterruptedException {
        Reading reading;
        try {
            reading = guard.read(source);
        } catch (SourceException e) {
            LOG.debug("Gateway {} can not be read", settings.name(), e);
            return state.unreadable(settings, e.getMessage(), now());
        } catch (RuntimeException e) {
            LOG.error("Gateway {} can not be read, for a fault of Tunnelwatch", settings.name(), e);
            return state.unreadable(settings, "a fault of Tunnelwatch: " + e, now());
        }
        return state.read(reading, settings, directory, now());
    }

    private void settle(Situation situation) {
        Optional<AlertLog> logNow = log.get();
        Set<UUID> before = ended;
        outbox.settle(
                logNow,
                rules.news(situation).events(),
                picture -> {
                    Decisions decisions = rules.decide(situation, picture, before);
                    ended = decisions.ended();
                    sharedLosses = decisions.sharedLosses();
                    return decisions.events();
                },
                before);
        state.lostWithOthers(sharedLosses);
        // an alert that is over, and not by an operator, needs no remembering
        logNow.map(AlertLog::openAlerts).ifPresent(this::forgetSettled);
    }

    private void forgetSettled(OpenAlerts picture) {
        if (ended.isEmpty()) {
            return;
        }
        Set<UUID> byOperator = picture.operatorResolutions().stream()
                .map(OperatorResolution::alertId)
                .collect(Collectors.toSet());
        ended = ended.stream()
                .filter(id -> byOperator.contains(id) || picture.find(id).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    private GatewayView view(GatewaySettings settings, Situation situation, GatewayView before, Duration took) {
        Instant at = situation.now().wall();
        List<String> interfaces = before.interfaces();
        Optional<String> problem;
        GatewayStatus.State now;
        if (situation instanceof Situation.Read read) {
            interfaces = read.present().stream().sorted().toList();
            now = read.missing().isEmpty() ? GatewayStatus.State.UP : GatewayStatus.State.PARTIAL;
            problem = problem(read.missing());
            unknown(read.missing().stream().map(MissingInterface::name).toList(), at);
        } else {
            now = GatewayStatus.State.UNREACHABLE;
            problem = Optional.of(((Situation.Unreadable) situation).reason());
            Set<String> all = state.lastSeen().stream()
                    .map(peer -> peer.line().interfaceName())
                    .collect(Collectors.toCollection(HashSet::new));
            all.addAll(unknownSince.keySet());
            unknown(all, at);
        }
        return new GatewayView(
                settings,
                now,
                now == before.state() ? before.since() : at,
                Optional.of(at),
                Optional.of(took),
                interfaces,
                state.lastSeen(),
                Map.copyOf(unknownSince),
                problem);
    }

    private void unknown(Collection<String> interfaces, Instant at) {
        unknownSince.keySet().retainAll(interfaces);
        interfaces.forEach(name -> unknownSince.putIfAbsent(name, at));
    }

    private static Optional<String> problem(List<MissingInterface> missing) {
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(missing.stream()
                        .map(absent -> "interface " + absent.name() + " is missing"
                                + absent.reason()
                                        .map(reason -> " (" + reason + ")")
                                        .orElse(""))
                        .collect(Collectors.joining("; ")));
    }

    private Moment now() {
        return Moment.of(clock, nanoTime);
    }
}

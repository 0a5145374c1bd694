package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.wg.Explanation;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.WireGuardProbe;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.memory.MemoryFile;
import io.tunnelwatch.wg.internal.outbox.AlertOutbox;
import io.tunnelwatch.wg.internal.recording.PollTaps;
import io.tunnelwatch.wg.internal.rules.GatewayRules;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateways of the configuration, at work. Safe for any number of threads. */
public final class ProbeService implements WireGuardProbe, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeService.class);
    private static final Comparator<PeerStatus> BY_PLACE_AND_NAME = Comparator.comparing(PeerStatus::gateway)
            .thenComparing(PeerStatus::interfaceName)
            .thenComparing(PeerStatus::name)
            .thenComparing(PeerStatus::publicKey);

    private final Path memoryDirectory;
    private final Supplier<Optional<AlertLog>> log;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Sources sources;
    private final GatewayRules rules;
    private final Housekeeping housekeeping;
    private final Map<String, Registration> byPid = new ConcurrentHashMap<>();
    private final ConfiguredPeers configuredPeers = new ConfiguredPeers();
    private final ConfiguredGateways configuredGateways = new ConfiguredGateways();
    private final PollTaps taps;

    /**
     * @param memoryDirectory where the gateways' memories lie; made when it is needed
     * @param log asked at each poll; absent while its bundle is stopped
     */
    public ProbeService(Path memoryDirectory, Supplier<Optional<AlertLog>> log, InstantSource clock, Sources sources) {
        this(memoryDirectory, log, clock, System::nanoTime, sources);
    }

    /**
     * One whose time is held in the hand.
     *
     * @param nanoTime the monotonic clock by which handshakes become old; the turns of the polls are in real time
     */
    public ProbeService(
            Path memoryDirectory,
            Supplier<Optional<AlertLog>> log,
            InstantSource clock,
            LongSupplier nanoTime,
            Sources sources) {
        this.memoryDirectory = memoryDirectory;
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.taps = new PollTaps(clock, nanoTime);
        this.sources = settings -> sources.of(settings).tapped(settings.name(), taps);
        this.rules = new GatewayRules(new TimeOrderedIds(clock));
        this.housekeeping = new Housekeeping(rules, log, clock, nanoTime, byPid::values);
        this.housekeeping.start();
    }

    /**
     * Watches a gateway, or goes on to watch it with other settings; what is known of it stays.
     *
     * @param pid the configuration
     * @throws InvalidSettingException another configuration has a gateway of this name
     */
    public synchronized void watch(String pid, GatewaySettings settings) {
        requireOwnName(pid, settings.name());
        Registration before = byPid.get(pid);
        if (before instanceof Registration.Watched watched && watched.name().equals(settings.name())) {
            watched.watch().reconfigure(settings);
            return;
        }
        unwatch(pid);
        GatewayWatch watch = newWatch(settings);
        byPid.put(pid, new Registration.Watched(settings.name(), watch));
        watch.start();
    }

    /**
     * Says that the settings of a gateway are wrong. One that is watched goes on with those it has.
     *
     * @param name as far as it is known
     */
    public synchronized void refuse(String pid, String name, String source, InvalidSettingException refusal) {
        if (byPid.get(pid) instanceof Registration.Watched watched) {
            LOG.error("Gateway {} goes on with its older settings: {}", watched.name(), refusal.getMessage());
            watched.watch().refuse(refusal.getMessage());
            return;
        }
        LOG.error("Gateway {} is not watched: {}", name, refusal.getMessage());
        boolean ownName = byPid.entrySet().stream()
                .noneMatch(other ->
                        !other.getKey().equals(pid) && other.getValue().name().equals(name));
        byPid.put(
                pid,
                new Registration.Refused(
                        name, source, clock.instant(), refusal.getMessage(), ownName, new AlertOutbox(name)));
        housekeeping.runSoon();
    }

    /** The gateway left the configuration. Its alerts stay for a while: it may come back. */
    public synchronized void unwatch(String pid) {
        Registration gone = byPid.remove(pid);
        if (gone instanceof Registration.Watched watched) {
            watched.watch().close();
        }
    }

    /** What was refused is gone; one that is watched by now stays. */
    public synchronized void forgetRefused(String pid) {
        if (byPid.get(pid) instanceof Registration.Refused) {
            byPid.remove(pid);
        }
    }

    /** Takes a peer's settings. */
    public void putPeer(String pid, PeerSettings settings) {
        configuredPeers.put(pid, settings);
    }

    /** The peer's settings left the configuration. */
    public void removePeer(String pid) {
        configuredPeers.remove(pid);
    }

    @Override
    public List<GatewayStatus> gateways() {
        return byPid.values().stream()
                .map(Registration::status)
                .sorted(Comparator.comparing(GatewayStatus::name))
                .toList();
    }

    @Override
    public List<PeerStatus> peers() {
        Moment now = Moment.of(clock, nanoTime);
        return views().flatMap(view -> view.peerStatuses(now))
                .sorted(BY_PLACE_AND_NAME)
                .toList();
    }

    @Override
    public List<PeerStatus> findPeers(String nameOrKey) {
        if (nameOrKey.isEmpty()) {
            return List.of();
        }
        Moment now = Moment.of(clock, nanoTime);
        return views().flatMap(view -> view.peers().stream()
                        .filter(peer -> peer.name().equals(nameOrKey)
                                || peer.line().publicKey().startsWith(nameOrKey))
                        .map(peer -> view.status(peer, now)))
                .sorted(BY_PLACE_AND_NAME)
                .toList();
    }

    @Override
    public Optional<Explanation> explain(PeerStatus wanted) {
        Moment now = Moment.of(clock, nanoTime);
        OpenAlerts alerts = log.get().map(AlertLog::openAlerts).orElse(OpenAlerts.NONE);
        return views().filter(view -> view.settings().name().equals(wanted.gateway()))
                .flatMap(view -> view.peers().stream()
                        .filter(peer -> peer.line().publicKey().equals(wanted.publicKey())
                                && peer.line().interfaceName().equals(wanted.interfaceName()))
                        .map(peer -> Explainer.explain(peer, view.status(peer, now), view.problem(), alerts, now)))
                .findFirst();
    }

    @Override
    public Optional<GatewayStatus> poll(String gateway) throws InterruptedException {
        Optional<Registration> found = byPid.values().stream()
                .filter(registration -> registration.name().equals(gateway))
                .findFirst();
        if (found.isPresent() && found.get() instanceof Registration.Watched watched) {
            watched.watch().pollNow();
        }
        return found.map(Registration::status);
    }

    /** What is written of the gateways; whoever lets one be watched puts it there. */
    public ConfiguredGateways configuredGateways() {
        return configuredGateways;
    }

    /** The recordings of what this polls. */
    public Recordings recordings() {
        return new RecordingService(taps, byPid::values, configuredGateways, configuredPeers);
    }

    /** Ends all watches and waits for them. */
    @Override
    public synchronized void close() {
        taps.close();
        housekeeping.close();
        List.copyOf(byPid.keySet()).forEach(this::unwatch);
    }

    private GatewayWatch newWatch(GatewaySettings settings) {
        ReadGuard guard = new ReadGuard();
        AlertOutbox outbox = new AlertOutbox(settings.name());
        MemoryFile file = new MemoryFile(memoryDirectory, settings.name());
        GatewayPoller poller = new GatewayPoller(file, guard, outbox, rules, log, clock, nanoTime);
        GatewayView start = GatewayView.starting(settings, clock.instant());
        return new GatewayWatch(start, sources, configuredPeers::byKey, poller, guard, outbox);
    }

    private void requireOwnName(String pid, String name) {
        byPid.forEach((other, registration) -> {
            if (!other.equals(pid) && registration.name().equals(name)) {
                throw new InvalidSettingException(pid, "name", name, "a name that " + other + " does not have already");
            }
        });
    }

    private Stream<GatewayView> views() {
        return byPid.values().stream()
                .filter(Registration.Watched.class::isInstance)
                .map(registration ->
                        ((Registration.Watched) registration).watch().view());
    }
}

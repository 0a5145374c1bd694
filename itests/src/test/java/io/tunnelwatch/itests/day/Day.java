package io.tunnelwatch.itests.day;

import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.itests.parts.PlainStore;
import io.tunnelwatch.itests.parts.Whiteboard;
import io.tunnelwatch.log.internal.LogEngine;
import io.tunnelwatch.log.internal.LogSettings;
import io.tunnelwatch.log.internal.file.FileDisk;
import io.tunnelwatch.store.internal.AlertStore;
import io.tunnelwatch.store.internal.StoreSettings;
import io.tunnelwatch.store.internal.recover.BackupSettings;
import io.tunnelwatch.store.internal.retain.RetentionSettings;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import io.tunnelwatch.wg.internal.service.ProbeService;
import io.tunnelwatch.wg.internal.service.Sources;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.settings.OutagePolicy;
import io.tunnelwatch.wg.internal.settings.SourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * Probe, log and store, put together in one process with an hour that takes seconds: polls and all that is measured in
 * hours go by the injected clock, what waits for the database (backoff, upkeep) goes in real time beside it.
 */
final class Day implements AutoCloseable {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final String GATEWAY = "berlin";
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);
    private static final StoreSettings STORE = new StoreSettings(
            Duration.ofSeconds(5),
            new BackupSettings(Optional.of(Duration.ofHours(2)), 3, Optional.empty()),
            RetentionSettings.ALL);
    private static final LogSettings LOG = new LogSettings(Path.of(""), 512 << 10, 64 << 20, Duration.ofHours(6));

    private final DayClock clock = new DayClock();
    private final DayGateway gateway;
    private final HistoryOnDisk history;
    private final Path ledger;
    private final LogEngine engine;
    private final AcceptedLog log;
    private final ProbeService probe;
    private Optional<PlainStore> store = Optional.empty();
    private int polls;

    /** @param folder an empty one */
    Day(Path folder) throws Exception {
        gateway = new DayGateway(Files.createDirectories(folder.resolve("gateway")), clock.instant());
        history = new HistoryOnDisk(
                Files.createDirectories(folder.resolve("database")).resolve("alerts.db"));
        ledger = folder.resolve("accepted.tsv");
        engine = new LogEngine(
                new LogSettings(folder.resolve("log"), LOG.segmentBytes(), LOG.maxBytes(), LOG.retention()),
                new FileDisk(),
                clock);
        log = new AcceptedLog(engine, ledger);
        probe = new ProbeService(
                folder.resolve("probe"), () -> Optional.of(log), clock, clock::nanos, Sources.real(clock));
        gateway.live(INTERVAL, clock.instant());
        probe.watch(
                "simulated.day",
                new GatewaySettings(
                        GATEWAY,
                        SourceType.WG,
                        gateway.command(),
                        INTERVAL,
                        Duration.ofSeconds(2),
                        List.of(),
                        Expectation.ALWAYS,
                        Duration.ofSeconds(180),
                        Duration.ofMinutes(30),
                        new OutagePolicy(50, Duration.ofSeconds(180)),
                        new PeerLimits(
                                new ChangeLimit(6, Duration.ofMinutes(60)),
                                new ChangeLimit(3, Duration.ofMinutes(10)),
                                Duration.ofMinutes(15)),
                        folder));
        openStore();
    }

    DayGateway gateway() {
        return gateway;
    }

    HistoryOnDisk history() {
        return history;
    }

    Path ledger() {
        return ledger;
    }

    AlertStore store() {
        return store.orElseThrow().service();
    }

    int polls() {
        return polls;
    }

    void openStore() throws SQLException {
        store = Optional.of(new PlainStore(history.file(), STORE, Optional.of(log), new Whiteboard(engine), clock));
    }

    void closeStore() throws Exception {
        PlainStore open = store.orElseThrow();
        store = Optional.empty();
        open.close();
    }

    /** So many polls go by, and the time between them. */
    void poll(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            clock.pass(INTERVAL);
            gateway.live(INTERVAL, clock.instant());
            probe.poll(GATEWAY).orElseThrow();
            polls++;
        }
    }

    /** Until the store says that its database is not well. */
    void awaitTrouble() {
        await("the fault is noticed", () -> !store().health().isAvailable());
    }

    /** Until the file holds as many events as were accepted, and the store says that all is well. */
    void awaitHistory(String after) {
        await("the history is whole and well after: " + after, this::isComplete);
    }

    /** Polls go on while something is waited for. */
    void await(String what, Callable<Boolean> condition) {
        try {
            Awaitility.await().atMost(LONGEST_RECOVERY).pollDelay(Duration.ZERO).until(() -> {
                if (isTrue(condition)) {
                    return true;
                }
                poll(1);
                return false;
            });
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "At %s was waited in vain until %s; accepted %d, in the history %s; %s; %s"
                            .formatted(
                                    clock.passed(),
                                    what,
                                    log.accepted(),
                                    countOrError(),
                                    store().status(),
                                    log.status()),
                    e);
        }
    }

    /** A file that is missing or locked is no answer. */
    private static boolean isTrue(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean isComplete() throws SQLException {
        return store().health().isAvailable()
                && history.count("SELECT count(*) FROM alert_event") == log.accepted()
                && history.count("SELECT sequence FROM log_position WHERE consumer = 'alert-store'")
                        == log.status().lastSequence();
    }

    private String countOrError() {
        try {
            return history.ask("SELECT count(*) FROM alert_event").get(0);
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    /** People look at the history. */
    void peopleAsk() {
        for (int i = 0; i < 8; i++) {
            store().list(AlertFilter.ALL, PageRequest.first(50));
            probe.peers();
        }
    }

    Census census() throws IOException {
        awaitHistory("nothing");
        peopleAsk();
        StoreStatus.PoolUse pool = store().status().pool().orElseThrow();
        return new Census(
                clock.passed(),
                Census.liveHeapBytes(),
                Census.liveThreads(),
                Census.openDescriptors(),
                pool.active(),
                pool.idle(),
                log.status().bytes(),
                log.status().segments(),
                Files.size(history.file()),
                log.accepted());
    }

    @Override
    public void close() throws Exception {
        probe.close();
        if (store.isPresent()) {
            closeStore();
        }
        engine.close();
        log.close();
    }
}

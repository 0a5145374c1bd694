package io.tunnelwatch.itests.faults;

import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.load.LoadBundle;
import io.tunnelwatch.itests.load.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A Karaf with a history, a load in it, a gateway that is polled, and file systems of their own for database and log.
 * Needs root.
 */
final class Laboratory implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(60);
    private static final long DATABASE_BYTES = 1L << 30;
    private static final long LOG_BYTES = 1L << 29;
    private static final int ALERTS_AT_FIRST = 3_000;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int RATE = 100;
    private static final int THREADS = 8;

    private final Path work;
    private final KarafProcess karaf;
    private final Gateway gateway;
    private final Channels channels;
    private Volume databaseVolume;
    private Volume logVolume;
    private PlainWrites plainWrites;
    private LoadBundle load;

    private Laboratory(Path work) throws IOException {
        this.work = work;
        this.gateway = new Gateway(work.resolve("gateway"));
        this.databaseVolume = Volume.create(work.resolve("database.img"), work.resolve("database"), DATABASE_BYTES);
        this.logVolume = Volume.create(work.resolve("log.img"), work.resolve("log"), LOG_BYTES);
        this.plainWrites = PlainWrites.to(logVolume);
        this.karaf = KarafProcess.unpack(Files.createDirectories(work.resolve("run")));
        this.channels = new Channels(karaf);
        this.load = new LoadBundle(karaf.data("load"));
    }

    /** Sets it up in an empty folder, and starts it. */
    static Laboratory open(Path work) throws IOException {
        Laboratory laboratory = new Laboratory(work);
        try {
            laboratory.begin();
            return laboratory;
        } catch (RuntimeException | Error e) {
            laboratory.close();
            throw e;
        }
    }

    /** Begins anew with everything: what one fault spoiled is not the next one's. */
    void reset() throws IOException {
        karaf.kill9();
        plainWrites.close();
        databaseVolume.close();
        logVolume.close();
        databaseVolume = Volume.create(work.resolve("database.img"), work.resolve("database"), DATABASE_BYTES);
        logVolume = Volume.create(work.resolve("log.img"), work.resolve("log"), LOG_BYTES);
        plainWrites = PlainWrites.to(logVolume);
        try (Stream<Path> data = Files.list(karaf.data(""));
                Stream<Path> deployed = Files.list(karaf.deployFolder())) {
            Stream.concat(data.filter(path -> !path.endsWith("log")), deployed)
                    .forEach(path -> Tool.run("rm", "-rf", path.toString()));
        }
        load = new LoadBundle(karaf.data("load"));
        karaf.environment(Map.of());
        gateway.isWell();
        channels.vanish();
        begin();
    }

    private void begin() {
        configureDataSource();
        configureLog();
        gateway.watchedBy(karaf);
        karaf.deploy(Path.of(property("tunnelwatch.load")));
        start();
        load.carryOut("burst " + ALERTS_AT_FIRST);
        startLoad();
        letPass(WARM_UP); // a JVM that has just started is not what is measured
        load.stop();
        if (!settles(CATCH_UP_LIMIT)) {
            throw new AssertionError("The history does not come about:\n" + karaf.logTail(60));
        }
    }

    /** Starts Karaf and returns when the load in it answers. */
    void start() {
        karaf.start();
        await("the load's bundle")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> load.now().isPresent());
    }

    KarafProcess karaf() {
        return karaf;
    }

    LoadBundle load() {
        return load;
    }

    Gateway gateway() {
        return gateway;
    }

    Channels channels() {
        return channels;
    }

    Volume databaseVolume() {
        return databaseVolume;
    }

    Volume logVolume() {
        return logVolume;
    }

    PlainWrites plainWrites() {
        return plainWrites;
    }

    Path logFolder() {
        return logVolume.folder().resolve("events");
    }

    /** The file in which the database is configured to be. */
    Path configuredDatabase() {
        return databaseVolume.folder().resolve("history").resolve("alerts.db");
    }

    /** The file in which the store says that the history is. */
    Path database() {
        return load.now()
                .map(State::url)
                .filter(url -> url.startsWith("jdbc:sqlite:"))
                .map(url -> Path.of(url.substring("jdbc:sqlite:".length())))
                .orElseGet(this::configuredDatabase);
    }

    /** The history, read from outside. */
    SqliteShell history() {
        return SqliteShell.of(database());
    }

    /** The jar of a bundle of this build. */
    static Path jar(String bundle) {
        return Path.of(
                property("tunnelwatch.bundles"),
                bundle,
                "target",
                bundle + "-" + property("tunnelwatch.version") + ".jar");
    }

    /** The steady load that the contract speaks of. */
    void startLoad() {
        load.start(RATE, THREADS);
    }

    /** Ends the load and waits until nothing is under way and the history has all. */
    void quiet() {
        load.stop();
        if (!settles(CATCH_UP_LIMIT)) {
            throw new AssertionError("No quiet: " + load.now());
        }
    }

    /** How many databases the store has put away. */
    long quarantined() throws IOException {
        Path folder = configuredDatabase().resolveSibling("quarantine");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".db")).count();
        }
    }

    /** Waits until the store has put one more away; not every fault of this kind damages the file. */
    void letDamageBeFound(long before, Duration limit) {
        waitFor(limit, () -> quarantined() > before);
    }

    /** Waits until the store has shown one of these states since then; if it does not, the judgement says so. */
    void letShow(Set<String> states, long caused, Duration limit) {
        waitFor(limit, () -> !Collections.disjoint(states, Sightings.since(caused, load.states())));
    }

    /** How many events the store has put aside because the database refuses them. */
    long rejected() {
        return history().number("SELECT count(*) FROM rejected_event");
    }

    /** Waits until it has put aside so many; if it does not, the judgement says so. */
    void letBeRejected(long goal, Duration limit) {
        waitFor(limit, () -> rejected() >= goal);
    }

    private static void waitFor(Duration limit, Callable<Boolean> condition) {
        try {
            await().atMost(limit).pollInterval(Duration.ofMillis(50)).until(condition);
        } catch (ConditionTimeoutException e) {
            return; // what is in the history tells
        }
    }

    /** Lets the load go on for so long. */
    void letPass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await("time to pass")
                .atMost(time.plusSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> System.nanoTime() >= end);
    }

    /** Lets the log take so many more events. */
    void awaitAccepted(int more) {
        int goal = load.ledger().accepted().size() + more;
        await(more + " more events")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> load.ledger().accepted().size() >= goal);
    }

    /** Lets the load go on until the log refuses an event for this. */
    void awaitRefusal(String error) {
        await("an append to be refused: " + error)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> load.offers().stream()
                        .anyMatch(offer ->
                                offer.what().equals("refused") && offer.detail().startsWith(error)));
    }

    /** Whether nothing is under way any more, the store is well and has all, within this time. */
    boolean settles(Duration limit) {
        try {
            await().atMost(limit)
                    .pollDelay(Duration.ofMillis(200)) // a sample that was taken since
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> load.now()
                            .filter(state -> state.isCurrent() && state.atWork() == 0)
                            .isPresent());
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** Writes the configuration of the data source, as at the start. */
    void configureDataSource() {
        try {
            Files.createDirectories(Objects.requireNonNull(configuredDatabase().getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        karaf.writeConfig(
                "org.ops4j.datasource-tunnelwatch.cfg",
                "osgi.jdbc.driver.name = tunnelwatch-sqlite",
                "dataSourceName = tunnelwatch",
                "osgi.jndi.service.name = tunnelwatch",
                "pool = dbcp2-local",
                "xa = true",
                "url = jdbc:sqlite:" + configuredDatabase());
    }

    /** Small segments: a new one is begun every few seconds, and a full disk is noticed while one waits. */
    private void configureLog() {
        karaf.writeConfig(
                "io.tunnelwatch.log.cfg",
                "directory = " + logFolder(),
                "maxBytes = 300000000",
                "segmentBytes = 262144");
    }

    /** Somebody's statement on the database, from outside. */
    String sqlite(String statement) {
        return Tool.run("sqlite3", "-cmd", ".timeout 20000", database().toString(), statement);
    }

    /** The segment of the log that was written last, and where its frames end. */
    Path lastSegment() throws IOException {
        try (Stream<Path> files = Files.list(logFolder())) {
            List<Path> segments = files.filter(Files::isRegularFile)
                    .filter(file -> dataEnd(file) > 0)
                    .sorted()
                    .toList();
            return segments.get(segments.size() - 1);
        }
    }

    /** A segment is longer than what was written into it: behind that are zeros. */
    static long dataEnd(Path segment) {
        try {
            byte[] bytes = Files.readAllBytes(segment);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            return end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(
                System.getProperty(name), () -> "The build sets the system property " + name + ": run mvn verify");
    }

    @Override
    public void close() {
        karaf.close();
        channels.end();
        plainWrites.close();
        databaseVolume.close();
        logVolume.close();
    }
}

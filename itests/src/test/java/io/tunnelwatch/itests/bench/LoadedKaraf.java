package io.tunnelwatch.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.load.LoadBundle;
import io.tunnelwatch.itests.load.Offer;
import io.tunnelwatch.itests.load.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The assembly with the load bundle in it, and an account of the events that its log has accepted. */
final class LoadedKaraf implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(2);

    private final KarafProcess karaf;
    private final LoadBundle load;
    private final OfferFile offers;
    private final Set<UUID> accepted = new HashSet<>();

    private LoadedKaraf(KarafProcess karaf) {
        this.karaf = karaf;
        this.load = new LoadBundle(karaf.data("load"));
        this.offers = new OfferFile(karaf.data("load/offers.csv"));
    }

    /** Starts it; no backup is made of itself, since when that comes is chance. */
    static LoadedKaraf start(Path folder, String... jvmOptions) {
        KarafProcess karaf = KarafProcess.unpack(folder);
        karaf.writeConfig("io.tunnelwatch.store.cfg", "backupEveryHours = 0");
        karaf.jvmOptions(jvmOptions);
        karaf.deploy(Path.of(Objects.requireNonNull(System.getProperty("tunnelwatch.load"), "run mvn verify")));
        karaf.start();
        LoadedKaraf loaded = new LoadedKaraf(karaf);
        await("the load's bundle")
                .atMost(START_LIMIT)
                .until(() -> loaded.load.now().isPresent());
        return loaded;
    }

    KarafProcess karaf() {
        return karaf;
    }

    LoadBundle load() {
        return load;
    }

    /**
     * The appends that ended since this was asked last. Fails when one had an answer that the log does not promise, or
     * was refused: nothing that is measured here gives the log a reason for that.
     */
    List<Offer> newlyAccepted() {
        List<Offer> answers = offers.newAnswers();
        List<Offer> others = answers.stream()
                .filter(offer -> !offer.what().equals("accepted"))
                .toList();
        assertThat(others.stream().limit(3))
                .as("%d appends that were not accepted", others.size())
                .isEmpty();
        answers.forEach(offer -> accepted.add(UUID.fromString(offer.event())));
        return answers;
    }

    /** Ends the load, waits for the history, and fails unless it holds every accepted event once. */
    void assertTheHistoryIsWhole() {
        load.stop();
        await("the history to have all")
                .atMost(SETTLE_LIMIT)
                .pollDelay(Duration.ofMillis(500))
                .until(this::isSettled);
        newlyAccepted();
        Set<UUID> missing = new HashSet<>(accepted);
        Set<UUID> seen = new HashSet<>();
        long twice = SqliteShell.of(karaf).query("select id from alert_event not indexed").stream()
                .map(UUID::fromString)
                .peek(missing::remove)
                .filter(id -> !seen.add(id))
                .count();
        assertThat(accepted).as("accepted events").isNotEmpty();
        assertThat(missing.stream().limit(3))
                .as("%d accepted events that the history lacks", missing.size())
                .isEmpty();
        assertThat(twice).as("events that it has twice").isZero();
    }

    private boolean isSettled() {
        Optional<State> now = load.now();
        return now.filter(state -> state.isCurrent() && state.atWork() == 0).isPresent();
    }

    @Override
    public void close() {
        karaf.close();
    }
}

package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.store.internal.LogAndStore.Said;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Any sequence of events, with restarts, replays and copies put back in between, folds to the same open alerts and
 * silences in the log and in the store. A failure prints its seed, and the shortest sequence that still fails.
 */
class LogAndStoreProperties {

    private static Path directory;
    private static Path file;
    private static Path untouched;
    private static TestDatabase database;

    /** One database for all tries: to make one takes longer than a try. */
    @BeforeContainer
    static void open() throws Exception {
        directory = Files.createTempDirectory("log-and-store");
        file = Files.createDirectory(directory.resolve("database")).resolve("alerts.db");
        database = new TestDatabase(file);
        TestStore.consumer(database, new HealthMonitor(InstantSource.system())).position();
        database.pool().orElseThrow().evict();
        untouched = Files.copy(file, directory.resolve("untouched.db"));
    }

    @AfterContainer
    static void close() throws Exception {
        database.close();
        LogAndStore.empty(directory);
        Files.delete(directory);
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void logAndStoreFoldToTheSame(@ForAll("days") List<Happening> day) throws Exception {
        LogAndStore.empty(file.getParent());
        Files.copy(untouched, file);
        Path ours = Files.createTempDirectory(directory, "try");
        MovableClock clock = new MovableClock(NOON);
        try (LogAndStore both = new LogAndStore(ours, database, file, clock)) {
            Actor actor = new Actor(both, clock);
            for (Happening happening : day) {
                actor.act(happening);
                if (happening.kind() == Happening.Kind.COMPARE) {
                    agree(both, actor);
                }
            }
            agree(both, actor);
        } finally {
            LogAndStore.empty(ours);
        }
    }

    private static void agree(LogAndStore both, Actor actor) throws Exception {
        List<Said> said = both.said(actor.marker());
        assertThat(said.get(1).open()).as("open alerts").isEqualTo(said.get(0).open());
        assertThat(said.get(1).silences()).as("silences").isEqualTo(said.get(0).silences());
        assertThat(both.missingDeliveries()).as("deliveries").isEmpty();
    }

    @Provide
    static Arbitrary<List<Happening>> days() {
        Arbitrary<Happening.Move> move = Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(5, Happening.Type.RAISED),
                                Tuple.of(2, Happening.Type.RECURRED),
                                Tuple.of(3, Happening.Type.RESOLVED),
                                Tuple.of(2, Happening.Type.ACKNOWLEDGED),
                                Tuple.of(1, Happening.Type.UNACKNOWLEDGED),
                                Tuple.of(3, Happening.Type.SILENCED),
                                Tuple.of(1, Happening.Type.UNSILENCED),
                                Tuple.of(1, Happening.Type.DELIVERED),
                                Tuple.of(1, Happening.Type.DELIVERY_FAILED)),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(0, 999))
                .as(Happening.Move::new);
        Arbitrary<Happening> append = move.list().ofMinSize(1).ofMaxSize(4).map(Happening::append);
        Arbitrary<Happening> time = Arbitraries.integers().between(-300, 2_000).map(Happening::minutesLater);
        Arbitrary<Happening> other = Arbitraries.of(Happening.Kind.class)
                .filter(kind -> kind != Happening.Kind.APPEND && kind != Happening.Kind.TIME)
                .map(Happening::of);
        return Arbitraries.frequencyOf(Tuple.of(8, append), Tuple.of(2, time), Tuple.of(4, other))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}

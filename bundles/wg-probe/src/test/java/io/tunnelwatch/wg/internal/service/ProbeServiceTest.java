package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.PollCounts;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import io.tunnelwatch.wg.internal.source.GatewaySource;
import io.tunnelwatch.wg.internal.source.PeerNames;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.source.SourceException;
import io.tunnelwatch.wg.internal.testing.Dumps;
import io.tunnelwatch.wg.internal.testing.FoldedLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeServiceTest {

    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    private final FoldedLog log = new FoldedLog();
    private final Map<String, AtomicInteger> reads = new ConcurrentHashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private ProbeService probe;

    @BeforeEach
    void open() {
        probe = new ProbeService(
                directory,
                () -> Optional.of(log),
                Clock.systemUTC(),
                settings -> new Sources.Source(new Counting(settings.name()), PeerNames.NONE));
    }

    @AfterEach
    void close() {
        probe.close();
        // an executor has ended a moment before its thread has
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("tunnelwatch-p")));
    }

    @Test
    void aGatewayThatHangsDelaysNoOther() {
        probe.watch("pid~hangs", settings("hangs", OFTEN));
        for (int i = 0; i < 5; i++) {
            probe.watch("pid~g" + i, settings("g" + i, OFTEN));
        }
        await().until(() -> reads.getOrDefault("g4", new AtomicInteger()).get() >= 20);
        assertThat(reads.get("hangs")).hasValue(1);
        assertThat(probe.gateways())
                .filteredOn(gateway -> gateway.name().equals("hangs"))
                .extracting(GatewayStatus::state)
                .containsExactly(GatewayStatus.State.STARTING);
    }

    @Test
    void theFirstPollIsAtOnceAndOthersCanBeAskedFor() throws InterruptedException {
        probe.watch("pid~g", settings("g", Duration.ofHours(1)));
        assertThat(probe.poll("g")).get().satisfies(status -> {
            assertThat(status.state()).isEqualTo(GatewayStatus.State.UP);
            assertThat(status.peers()).containsEntry(Verdict.UP, 1);
            assertThat(status.interfaces()).containsExactly("wg0");
        });
        int before = reads.get("g").get();
        probe.poll("g");
        assertThat(reads.get("g")).hasValue(before + 1);
        assertThat(probe.poll("nobody")).isEmpty();
    }

    @Test
    void pollsAreCountedAndThoseThatFailed() throws InterruptedException {
        probe.watch("pid~g", settings("g", Duration.ofHours(1)));
        probe.watch("pid~fails", settings("fails", Duration.ofHours(1)));
        probe.poll("g");
        probe.poll("fails");
        probe.poll("fails");

        Map<String, PollCounts> polls = new HashMap<>();
        probe.gateways().forEach(gateway -> polls.put(gateway.name(), gateway.polls()));
        assertThat(polls.get("g").durations().count()).isEqualTo(reads.get("g").get());
        assertThat(polls.get("g").durations().sum()).isPositive();
        assertThat(polls.get("g").failed()).isZero();
        assertThat(polls.get("fails").failed())
                .isEqualTo(reads.get("fails").get())
                .isEqualTo(polls.get("fails").durations().count());
    }

    @Test
    void theAgeOfAHandshakeIsThatByWhichItIsJudged() throws InterruptedException {
        probe.watch("pid~g", settings("g", Duration.ofHours(1)));
        probe.poll("g");

        Duration age = probe.peers().get(0).handshakeAge().orElseThrow();

        assertThat(age).isLessThan(Duration.ofSeconds(10));
        await().until(() -> probe.peers().get(0).handshakeAge().orElseThrow().compareTo(age) > 0);
    }

    @Test
    void otherSettingsTakeEffectAndKeepWhatIsKnown() throws InterruptedException {
        probe.watch("pid~g", settings("g", Duration.ofHours(1)));
        probe.poll("g");
        Instant since = probe.peers().get(0).since();
        probe.watch("pid~g", settings("g", OFTEN));
        await().until(() -> reads.get("g").get() >= 5);
        assertThat(probe.gateways()).extracting(GatewayStatus::interval).containsExactly(OFTEN);
        assertThat(probe.peers()).extracting(PeerStatus::since).containsExactly(since);
        assertThat(log.events()).isEmpty();
    }

    @Test
    void aWrongChangeLeavesTheOlderSettingsAndSaysSo() throws InterruptedException {
        probe.watch("pid~g", settings("g", OFTEN));
        probe.poll("g");
        probe.refuse("pid~g", "g", "wg", new InvalidSettingException("pid~g", "intervalSeconds", "x", "a number"));
        assertThat(probe.gateways()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(GatewayStatus.State.UP);
            assertThat(status.problem().orElseThrow())
                    .contains("intervalSeconds")
                    .contains("older settings hold");
        });
        int before = reads.get("g").get();
        await().until(() -> reads.get("g").get() > before);
        probe.watch("pid~g", settings("g", OFTEN));
        assertThat(probe.gateways().get(0).problem()).isEmpty();
    }

    @Test
    void aWrongBeginningIsListedAndAnAlertUntilItIsRight() {
        probe.refuse("pid~g", "g", "wg", new InvalidSettingException("pid~g", "intervalSeconds", "x", "a number"));
        assertThat(probe.gateways())
                .extracting(GatewayStatus::state)
                .containsExactly(GatewayStatus.State.MISCONFIGURED);
        await().until(() -> log.open(AlertKind.GATEWAY_UNREACHABLE).size() == 1);
        assertThat(log.open(AlertKind.GATEWAY_UNREACHABLE))
                .extracting(Alert::summary)
                .allMatch(summary -> summary.contains("intervalSeconds"));
        probe.watch("pid~g", settings("g", OFTEN));
        await().until(() -> log.open(AlertKind.GATEWAY_UNREACHABLE).isEmpty());
    }

    @Test
    void twoGatewaysCanNotHaveOneName() {
        probe.watch("pid~a", settings("g", OFTEN));
        assertThatThrownBy(() -> probe.watch("pid~b", settings("g", OFTEN)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("pid~a");
    }

    @Test
    void aReadThatHangsEndsWithItsWatch() {
        probe.watch("pid~hangs", settings("hangs", OFTEN));
        await().until(() -> reads.containsKey("hangs"));
        Instant start = Instant.now();
        probe.unwatch("pid~hangs");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void peersAreFoundByNameKeyAndItsBeginning() throws InterruptedException {
        probe.putPeer(
                "peer~x",
                new PeerSettings("key-of-g", Optional.of("Boiler"), Optional.empty(), Optional.empty(), List.of()));
        probe.watch("pid~g", settings("g", OFTEN));
        probe.poll("g");
        assertThat(probe.findPeers("Boiler")).hasSize(1);
        assertThat(probe.findPeers("key-of-g")).hasSize(1);
        assertThat(probe.findPeers("key-")).hasSize(1);
        assertThat(probe.findPeers("oiler")).isEmpty();
        assertThat(probe.findPeers("")).isEmpty();
        assertThat(probe.explain(probe.findPeers("Boiler").get(0))
                        .orElseThrow()
                        .reasons()
                        .get(0))
                .startsWith("It is UP");
    }

    private static GatewaySettings settings(String name, Duration interval) {
        return Dumps.settings(name, Expectation.AUTO, interval);
    }

    /** Counts its reads; the one called hangs never answers. */
    private final class Counting implements GatewaySource {

        private final String name;

        Counting(String name) {
            this.name = name;
        }

        @Override
        public Reading read() throws SourceException, InterruptedException {
            reads.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
            if (name.equals("hangs")) {
                never.await();
            }
            if (name.equals("fails")) {
                throw new SourceException("wg was not found");
            }
            return Dumps.wg0(peer("key-of-" + name, Instant.now()));
        }
    }
}

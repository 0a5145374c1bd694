package io.tunnelwatch.metrics.internal.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ScrapesTest {

    private static final String EVIL = "a\"b\\c\nd 😀";

    private final AtomicLong nanos = new AtomicLong();
    private boolean named = true;
    private final List<Scrapes> opened = new ArrayList<>();

    @AfterEach
    void end() {
        opened.forEach(Scrapes::close);
    }

    @Test
    void allThatThereIsIsTold() throws Exception {
        String text = told(
                new LogSource(() -> Optional.of(Fakes.log())),
                probe(1000, List.of(Fakes.gateway("berlin", 1)), List.of(Fakes.peer("berlin", "KEY=", EVIL))),
                new StoreSource(() -> Optional.of(Fakes.history(StoreHealth.State.READONLY))),
                new NotifierSource(() -> Optional.of(Fakes.notifier())));

        try (InputStream golden = getClass().getResourceAsStream("/golden.txt")) {
            assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatIsAbsentIsSaidAndTheRestIsTold() throws Exception {
        String text = told(
                new LogSource(() -> Optional.of(Fakes.log())),
                probe(1000, List.of(), List.of()),
                new StoreSource(Optional::empty),
                new NotifierSource(Optional::empty));

        assertThat(text)
                .contains("tunnelwatch_source_up{source=\"log\"} 1.0")
                .contains("tunnelwatch_source_up{source=\"store\"} 0.0")
                .contains("tunnelwatch_source_up{source=\"notifier\"} 0.0")
                .contains("tunnelwatch_store_health{state=\"ABSENT\"} 1.0")
                .contains("tunnelwatch_store_health{state=\"AVAILABLE\"} 0.0")
                .contains("tunnelwatch_alerts{kind=\"PEER_DOWN\",state=\"OPEN\"} 2.0")
                .doesNotContain("tunnelwatch_store_transactions_total{");
    }

    @Test
    void aPartThatHangsIsLeftOutAndNotAskedAgainUntilItHasAnswered() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Source hanging = source("store", samples -> {
            calls.incrementAndGet();
            release.await();
            samples.put(Metric.STORE_RETRIES, 5);
        });
        Scrapes scrapes = scrapes(Duration.ofMillis(100), hanging, new LogSource(() -> Optional.of(Fakes.log())));

        long start = System.nanoTime();
        for (int scrape = 0; scrape < 5; scrape++) {
            assertThat(Fakes.text(scrapes.metrics()))
                    .contains("tunnelwatch_source_up{source=\"store\"} 0.0")
                    .contains("tunnelwatch_store_health{state=\"ABSENT\"} 1.0")
                    .contains("tunnelwatch_log_last_sequence 4711.0");
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(calls).hasValue(1);

        release.countDown();
        Scrapes same = scrapes;
        await().untilAsserted(() -> {
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            assertThat(Fakes.text(same.metrics()))
                    .contains("tunnelwatch_source_up{source=\"store\"} 1.0")
                    .contains("tunnelwatch_store_retries_total 5.0");
        });
    }

    @Test
    void aPartThatFailsIsLeftOut() throws Exception {
        String text = told(
                source("notifier", samples -> {
                    samples.put(Metric.CHANNEL_BACKLOG, 1, "half");
                    throw new IllegalStateException("gone");
                }),
                new LogSource(() -> Optional.of(Fakes.log())));

        assertThat(text)
                .contains("tunnelwatch_source_up{source=\"notifier\"} 0.0")
                .contains("tunnelwatch_source_up{source=\"log\"} 1.0")
                .doesNotContain("half");
    }

    @Test
    void scrapesAtOnceCostOne() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Scrapes scrapes = scrapes(Duration.ofSeconds(2), source("log", samples -> calls.incrementAndGet()));

        scrapes.metrics();
        nanos.addAndGet(Duration.ofMillis(400).toNanos());
        scrapes.metrics();
        assertThat(calls).hasValue(1);

        nanos.addAndGet(Duration.ofMillis(200).toNanos());
        scrapes.metrics();
        assertThat(calls).hasValue(2);
    }

    @Test
    void gatewaysHaveSeriesForAllOfTheirPeersOrForNone() throws Exception {
        List<GatewayStatus> gateways =
                List.of(Fakes.gateway("amsterdam", 400), Fakes.gateway("berlin", 700), Fakes.gateway("cologne", 600));
        List<PeerStatus> peers = Stream.of(
                        Fakes.peers("amsterdam", 400), Fakes.peers("berlin", 700), Fakes.peers("cologne", 600))
                .flatMap(List::stream)
                .toList();

        String text = told(probe(1000, gateways, peers));

        assertThat(text.lines()
                        .filter(line -> line.startsWith("tunnelwatch_peer_receive_bytes_total{"))
                        .collect(Collectors.groupingBy(
                                line -> line.replaceAll(".*gateway=\"([a-z]+)\".*", "$1"), Collectors.counting())))
                .containsOnlyKeys("amsterdam", "cologne")
                .containsEntry("amsterdam", 400L)
                .containsEntry("cologne", 600L);
        assertThat(text)
                .contains("tunnelwatch_gateway_peers_without_series{gateway=\"amsterdam\"} 0.0")
                .contains("tunnelwatch_gateway_peers_without_series{gateway=\"berlin\"} 700.0")
                .contains("tunnelwatch_gateway_peers{gateway=\"berlin\",verdict=\"UP\"} 700.0");
    }

    @Test
    void namesOfPeersCanBeLeftOut() throws Exception {
        named = false;

        String text = told(probe(10, List.of(Fakes.gateway("berlin", 2)), Fakes.peers("berlin", 2)));

        assertThat(text.lines().filter(line -> line.startsWith("tunnelwatch_peer_")))
                .hasSize(8)
                .allMatch(line -> line.contains("peer=\"\"") && line.contains("public_key=\"key"));
    }

    @Test
    void tenThousandPeersAreQuick() throws Exception {
        List<GatewayStatus> gateways = List.of(Fakes.gateway("berlin", 10_000));
        Source probe = probe(10_000, gateways, Fakes.peers("berlin", 10_000));
        Fakes.text(scrapes(Duration.ofSeconds(10), probe).metrics()); // warm

        long start = System.nanoTime();
        String text = Fakes.text(scrapes(Duration.ofSeconds(10), probe).metrics());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(text.lines().filter(line -> line.startsWith("tunnelwatch_peer_")))
                .hasSize(40_000);
    }

    @Test
    void whereTwoGatewaysClaimANameTheOneThatIsWatchedIsTold() throws Exception {
        String text = told(probe(
                10,
                List.of(Fakes.refused("berlin"), Fakes.gateway("berlin", 1)),
                List.of(Fakes.peer("berlin", "KEY=", "a"), Fakes.peer("berlin", "KEY=", "a"))));

        assertThat(text.lines().filter(line -> line.startsWith("tunnelwatch_peer_verdict{")))
                .hasSize(1);
        assertThat(text)
                .contains("tunnelwatch_gateway_state{gateway=\"berlin\",state=\"UP\"} 1.0")
                .contains("tunnelwatch_gateway_peers{gateway=\"berlin\",verdict=\"UP\"} 1.0");
    }

    private Source probe(int peerSeries, List<GatewayStatus> gateways, List<PeerStatus> peers) {
        return new ProbeSource(
                () -> Optional.of(Fakes.probe(gateways, peers)), () -> new PeerSeries(peerSeries, named));
    }

    private Scrapes scrapes(Duration patience, Source... sources) {
        Scrapes scrapes = new Scrapes(List.of(sources), patience, nanos::get);
        opened.add(scrapes);
        return scrapes;
    }

    private String told(Source... sources) throws InterruptedException, IOException {
        return Fakes.text(scrapes(Duration.ofSeconds(10), sources).metrics());
    }

    private interface Telling {
        void tell(Samples samples) throws InterruptedException;
    }

    private static Source source(String name, Telling telling) {
        return new Source() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean sample(Samples samples) {
                try {
                    telling.tell(samples);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }
        };
    }
}

package io.tunnelwatch.metrics.internal.sample;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.StoreCounts;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.measure.DurationCounter;
import io.tunnelwatch.notifier.ChannelCounts;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.PollCounts;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Services that tell what a test gave them. */
public final class Fakes {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000000");

    private Fakes() {}

    /** A log with two alerts of a peer, and a consumer that lags. */
    public static AlertLog log() {
        DurationCounter durations = new DurationCounter(AppendCounts.BOUNDS);
        durations.add(Duration.ofNanos(300_000).toNanos());
        durations.add(Duration.ofMillis(7).toNanos());
        durations.add(Duration.ofSeconds(9).toNanos());
        return answering(
                AlertLog.class,
                Map.of(
                        "isOpen",
                        true,
                        "openAlerts",
                        new OpenAlerts(
                                List.of(
                                        alert(AlertState.OPEN, "a"),
                                        alert(AlertState.OPEN, "b"),
                                        alert(AlertState.ACKNOWLEDGED, "c")),
                                List.of(),
                                List.of(),
                                List.of()),
                        "status",
                        new LogStatus(
                                ID,
                                Path.of("/log"),
                                ID,
                                4096,
                                1L << 30,
                                2,
                                1,
                                4711,
                                false,
                                Optional.empty(),
                                List.of(new LogStatus.MissingRange(3, 5)),
                                List.of(new LogStatus.ConsumerStatus(
                                        "alert-store",
                                        LogStatus.ConsumerState.RETRYING,
                                        Optional.empty(),
                                        12,
                                        Optional.of("no"))),
                                new AppendCounts(durations.counts(), 5, 1, 2, 3))));
    }

    /** A store whose database is so. */
    public static AlertHistory history(StoreHealth.State state) {
        return answering(
                AlertHistory.class,
                Map.of(
                        "status",
                        new StoreStatus(
                                new StoreHealth(state, NOON, Optional.empty(), Optional.empty()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(),
                                Optional.of(new StoreStatus.PoolUse(1, 2, 8)),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new Backup(Path.of("/b"), NOON, 1, 1, Optional.empty())),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                StoreStatus.Retention.ALL,
                                new StoreCounts(
                                        100,
                                        3,
                                        7,
                                        Map.of(StoreHealth.State.READONLY, 2L),
                                        Map.of(StoreHealth.State.READONLY, 1L)))));
    }

    /** A notifier with one channel. */
    public static Notifier notifier() {
        return answering(
                Notifier.class,
                Map.of(
                        "channels",
                        List.of(new ChannelStatus(
                                "email.noc",
                                "noc@example.org",
                                ChannelStatus.State.FAILING,
                                4,
                                1,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                new ChannelCounts(10, 5, 2)))));
    }

    /** A probe with these gateways and peers. */
    public static WireGuardProbe probe(List<GatewayStatus> gateways, List<PeerStatus> peers) {
        return answering(WireGuardProbe.class, Map.of("gateways", gateways, "peers", peers));
    }

    /** A gateway with so many peers, all of them UP. */
    public static GatewayStatus gateway(String name, int peers) {
        DurationCounter durations = new DurationCounter(PollCounts.BOUNDS);
        durations.add(Duration.ofMillis(12).toNanos());
        return new GatewayStatus(
                name,
                "wg",
                GatewayStatus.State.UP,
                NOON,
                Optional.of(NOON),
                Optional.of(Duration.ofMillis(12)),
                Duration.ofSeconds(10),
                List.of("wg0"),
                peers == 0 ? Map.of() : Map.of(Verdict.UP, peers),
                Optional.empty(),
                0,
                new PollCounts(durations.counts(), 1));
    }

    /** One whose configuration was refused. */
    public static GatewayStatus refused(String name) {
        return new GatewayStatus(
                name,
                "wg",
                GatewayStatus.State.MISCONFIGURED,
                NOON,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                List.of(),
                Map.of(),
                Optional.of("name is taken"),
                0,
                PollCounts.NONE);
    }

    /** A peer with a handshake of 90 s ago. */
    public static PeerStatus peer(String gateway, String key, String name) {
        return new PeerStatus(
                gateway,
                "wg0",
                key,
                name,
                Verdict.UP,
                NOON,
                Optional.of(NOON),
                Optional.of(Duration.ofMillis(90_500)),
                Optional.empty(),
                List.of(),
                1_572_864,
                512,
                Optional.empty(),
                Expectation.AUTO);
    }

    /** So many peers. */
    public static List<PeerStatus> peers(String gateway, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> peer(gateway, "key" + n, "peer" + n))
                .toList();
    }

    /** What Prometheus gets. */
    public static String text(MetricSnapshots metrics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.builder().build().write(bytes, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Alert alert(AlertState state, String peer) {
        return new Alert(
                ID,
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", peer),
                AlertKind.PEER_DOWN.defaultSeverity(),
                state,
                Optional.of(peer),
                "down",
                List.of(),
                1,
                NOON,
                NOON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Object answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException("A scrape must not call " + method);
                    }
                    return answer;
                }));
    }
}

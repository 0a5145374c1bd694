package io.tunnelwatch.health.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.StoreCounts;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.measure.DurationCounts;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PollCounts;
import io.tunnelwatch.wg.WireGuardProbe;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Services whose state a test sets. What a check must not ask throws. */
final class Fakes implements Services {

    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    boolean logIsThere = true;
    boolean logIsOpen = true;
    boolean reserveInUse;
    AppendCounts appends = AppendCounts.NONE;
    List<ConsumerStatus> consumers = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    List<Silence> silences = new ArrayList<>();
    Optional<StoreHealth> store = Optional.of(StoreHealth.available(NOW));
    Optional<String> backupTrouble = Optional.empty();
    boolean probeIsThere = true;
    List<GatewayStatus> gateways = new ArrayList<>();
    List<ChannelStatus> channels = new ArrayList<>();

    @Override
    public Optional<AlertLog> log() {
        LogStatus status = new LogStatus(
                UUID.randomUUID(),
                Path.of("/data/log"),
                UUID.randomUUID(),
                1,
                100,
                1,
                1,
                5,
                reserveInUse,
                Optional.of(new LogStatus.AppendError(NOW, "no room for 200 bytes")),
                List.of(),
                consumers,
                appends);
        OpenAlerts open = new OpenAlerts(alerts, silences, List.of(), List.of());
        return logIsThere
                ? Optional.of(fake(AlertLog.class, Map.of("isOpen", logIsOpen, "status", status, "openAlerts", open)))
                : Optional.empty();
    }

    @Override
    public Optional<AlertHistory> history() {
        return store.map(health -> fake(
                AlertHistory.class,
                Map.of(
                        "health",
                        health,
                        "status",
                        new StoreStatus(
                                health,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                backupTrouble,
                                List.of(),
                                Optional.empty(),
                                StoreStatus.Retention.ALL,
                                StoreCounts.NONE))));
    }

    @Override
    public Optional<WireGuardProbe> probe() {
        return probeIsThere
                ? Optional.of(fake(WireGuardProbe.class, Map.of("gateways", List.copyOf(gateways))))
                : Optional.empty();
    }

    @Override
    public Optional<Notifier> notifier() {
        return Optional.of(fake(Notifier.class, Map.of("channels", List.copyOf(channels))));
    }

    static GatewayStatus gateway(String name, GatewayStatus.State state, int polls) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(PollCounts.BOUNDS.size(), 0L));
        counts.add(0, (long) polls);
        return new GatewayStatus(
                name,
                "wg",
                state,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                List.of(),
                Map.of(),
                state == GatewayStatus.State.UP ? Optional.empty() : Optional.of("wg says no"),
                0,
                new PollCounts(new DurationCounts(PollCounts.BOUNDS, counts, Duration.ZERO), 0));
    }

    static Alert alert(String gateway, Severity severity, AlertState state) {
        return new Alert(
                UUID.randomUUID(),
                AlertKey.ofPeer(
                        AlertKind.PEER_DOWN, gateway, "wg0", UUID.randomUUID().toString()),
                severity,
                state,
                Optional.of("ada"),
                "ada is down",
                List.of(),
                1,
                NOW,
                NOW,
                Optional.empty(),
                state == AlertState.ACKNOWLEDGED ? Optional.of("otto") : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                Fakes.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!answers.containsKey(method.getName())) {
                        throw new AssertionError("A check must not ask for " + method.getName());
                    }
                    return answers.get(method.getName());
                }));
    }
}

package io.tunnelwatch.management.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.notifier.ChannelCounts;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PollCounts;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ManagementTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String GATEWAY = "io.tunnelwatch:type=Gateway,name=berlin";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private volatile StoreHealth.State state = StoreHealth.State.AVAILABLE;
    private volatile List<String> gateways = List.of("berlin", "a,b");
    private volatile boolean notifierIsThere = true;
    private Management management;

    private final Services services = new Services() {
        @Override
        public Optional<AlertLog> log() {
            return Optional.of(fake(AlertLog.class, Map.of("isOpen", true, "notYetTakenBy", List.of())));
        }

        @Override
        public Optional<AlertHistory> history() {
            return Optional.of(fake(
                    AlertHistory.class,
                    Map.of("health", new StoreHealth(state, NOW, Optional.of("test"), Optional.empty()))));
        }

        @Override
        public Optional<HistoryMaintenance> maintenance() {
            return Optional.empty();
        }

        @Override
        public Optional<WireGuardProbe> probe() {
            return Optional.of(fake(
                    WireGuardProbe.class,
                    Map.of(
                            "gateways",
                            gateways.stream().map(ManagementTest::gateway).toList())));
        }

        @Override
        public Optional<Notifier> notifier() {
            ChannelStatus channel = new ChannelStatus(
                    "email.noc",
                    "noc@example.org",
                    ChannelStatus.State.WORKING,
                    1,
                    2,
                    Optional.of(NOW),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    ChannelCounts.NONE);
            return notifierIsThere
                    ? Optional.of(fake(Notifier.class, Map.of("channels", List.of(channel))))
                    : Optional.empty();
        }
    };

    @BeforeEach
    void begin() {
        management = new Management(services, server, Duration.ofMillis(20));
        await().untilAsserted(() -> assertThat(names()).hasSize(6));
    }

    @AfterEach
    void end() {
        management.close();
    }

    @Test
    void gatewaysAndServicesComeAndGo() {
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "io.tunnelwatch:type=Log",
                        "io.tunnelwatch:type=Store",
                        "io.tunnelwatch:type=Probe",
                        GATEWAY,
                        "io.tunnelwatch:type=Gateway,name=\"a,b\"",
                        "io.tunnelwatch:type=Channel,name=email.noc");
        gateways = List.of("paris");
        notifierIsThere = false;
        await().untilAsserted(() -> assertThat(names())
                .containsExactlyInAnyOrder(
                        "io.tunnelwatch:type=Log",
                        "io.tunnelwatch:type=Store",
                        "io.tunnelwatch:type=Probe",
                        "io.tunnelwatch:type=Gateway,name=paris"));
        management.close();
        assertThat(names()).isEmpty();
    }

    @Test
    void attributesAreOpenTypes() throws Exception {
        assertThat(server.getAttribute(new ObjectName(GATEWAY), "State")).isEqualTo("UP");
        assertThat(server.getAttribute(new ObjectName("io.tunnelwatch:type=Probe"), "Peers"))
                .isEqualTo(6);
        assertThat(server.getAttribute(new ObjectName("io.tunnelwatch:type=Channel,name=email.noc"), "LastDelivered"))
                .isEqualTo("2026-05-01T12:00:00Z");
    }

    @Test
    void anOperationWhoseServiceIsAwaySaysSoInAClassThatEveryClientKnows() {
        assertThatThrownBy(() -> server.invoke(
                        new ObjectName("io.tunnelwatch:type=Store"), "backup", new Object[0], new String[0]))
                .rootCause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not there");
    }

    @Test
    void aListenerThatSleepsHoldsUpNeitherTheLogNorOthers() throws Exception {
        ObjectName log = new ObjectName("io.tunnelwatch:type=Log");
        CountDownLatch sleep = new CountDownLatch(1);
        List<Notification> heard = new CopyOnWriteArrayList<>();
        server.addNotificationListener(log, (notification, handback) -> awaitLatch(sleep), null, null);
        server.addNotificationListener(
                log,
                (notification, handback) -> {
                    throw new IllegalStateException("a broken listener");
                },
                null,
                null);
        server.addNotificationListener(log, (notification, handback) -> heard.add(notification), null, null);
        for (int number = 0; number < 3; number++) {
            management.notifications().accept(List.of(raised(number)));
        }
        await().untilAsserted(() -> assertThat(heard).hasSize(3));
        sleep.countDown();
        Map<?, ?> alert = (Map<?, ?>) heard.get(0).getUserData();

        assertThat(heard.get(0).getType()).isEqualTo("io.tunnelwatch.alert.raised");
        assertThat(heard.get(0).getMessage()).isEqualTo("ada is down");
        assertThat(alert.get("gateway")).isEqualTo("berlin");
        assertThat(alert.get("state")).isEqualTo("OPEN");
    }

    @Test
    void aChangeOfTheStoresStateIsTold() throws Exception {
        List<Notification> heard = new CopyOnWriteArrayList<>();
        server.addNotificationListener(
                new ObjectName("io.tunnelwatch:type=Store"),
                (notification, handback) -> heard.add(notification),
                null,
                null);
        state = StoreHealth.State.READONLY;
        await().untilAsserted(() -> assertThat(heard).hasSize(1));
        AttributeChangeNotification change = (AttributeChangeNotification) heard.get(0);

        assertThat(change.getOldValue()).isEqualTo("AVAILABLE");
        assertThat(change.getNewValue()).isEqualTo("READONLY");
        assertThat(change.getMessage()).isEqualTo("test");
    }

    @Test
    void thePageHasEveryAttributeAndOperationAndNoOther() throws Exception {
        assertThat(documented("Log")).isEqualTo(features("io.tunnelwatch:type=Log"));
        assertThat(documented("Store")).isEqualTo(features("io.tunnelwatch:type=Store"));
        assertThat(documented("Probe")).isEqualTo(features("io.tunnelwatch:type=Probe"));
        assertThat(documented("Gateway")).isEqualTo(features(GATEWAY));
        assertThat(documented("Channel")).isEqualTo(features("io.tunnelwatch:type=Channel,name=email.noc"));
    }

    private static TreeSet<String> documented(String type) throws IOException {
        String section = Arrays.stream(
                        Files.readString(Path.of("../../docs/jmx.md")).split("(?m)^## "))
                .filter(candidate -> candidate.startsWith("io.tunnelwatch:type=" + type))
                .findFirst()
                .orElseThrow();
        TreeSet<String> names = new TreeSet<>();
        Pattern.compile("(?m)^\\| `(\\w+)` \\|").matcher(section).results().forEach(row -> names.add(row.group(1)));
        return names;
    }

    private TreeSet<String> features(String name) throws Exception {
        TreeSet<String> names = new TreeSet<>();
        var info = server.getMBeanInfo(new ObjectName(name));
        Arrays.stream(info.getAttributes()).map(MBeanFeatureInfo::getName).forEach(names::add);
        Arrays.stream(info.getOperations()).map(MBeanFeatureInfo::getName).forEach(names::add);
        return names;
    }

    private List<String> names() {
        try {
            return server.queryNames(new ObjectName("io.tunnelwatch:*"), null).stream()
                    .map(ObjectName::toString)
                    .toList();
        } catch (javax.management.JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LogEntry raised(int number) {
        return new LogEntry.Known(
                new Position(new UUID(0, 0), number),
                "{}",
                new Raised(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        NOW,
                        AlertKey.ofGateway(AlertKind.GATEWAY_UNREACHABLE, "berlin"),
                        Severity.CRITICAL,
                        Optional.empty(),
                        "ada is down",
                        List.of()));
    }

    private static GatewayStatus gateway(String name) {
        return new GatewayStatus(
                name,
                "wg",
                GatewayStatus.State.UP,
                NOW,
                Optional.of(NOW),
                Optional.of(Duration.ofMillis(7)),
                Duration.ofSeconds(10),
                List.of("wg0"),
                Map.of(Verdict.UP, 2, Verdict.DOWN, 1),
                Optional.empty(),
                0,
                PollCounts.NONE);
    }

    /** A service that answers these methods with these values, and knows no others. */
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals("openAlerts")) {
                return io.tunnelwatch.alert.OpenAlerts.NONE;
            }
            return Optional.ofNullable(answers.get(method.getName()))
                    .orElseThrow(() -> new UnsupportedOperationException(method.getName()));
        }));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.tunnelwatch.wg.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.internal.service.ProbeService;
import io.tunnelwatch.wg.internal.service.Sources;
import io.tunnelwatch.wg.internal.settings.GatewayConfig;
import io.tunnelwatch.wg.internal.settings.PeerConfig;
import io.tunnelwatch.wg.internal.testing.Configs;
import io.tunnelwatch.wg.internal.testing.FoldedLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentsTest {

    private static final Map<String, Object> DEMO = Configs.pid("io.tunnelwatch.gateway~demo");

    @TempDir
    private Path directory;

    private final FoldedLog log = new FoldedLog();
    private ProbeService probe;

    @BeforeEach
    void open() {
        probe = new ProbeService(directory, () -> Optional.of(log), Clock.systemUTC(), Sources.real(Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void theScenarioIsWatchedAndItsPeersHaveNames() throws InterruptedException {
        new GatewayComponent(probe, gateway(Map.of("source", "scenario")), DEMO);
        assertThat(probe.poll("demo").orElseThrow().state()).isEqualTo(GatewayStatus.State.UP);
        assertThat(probe.peers()).isNotEmpty();
    }

    @Test
    void aCommandThatIsNotThereIsAnUnreachableGateway() throws InterruptedException {
        new GatewayComponent(probe, gateway(Map.of("command", "/nowhere/wg show all dump")), DEMO);
        probe.poll("demo");
        GatewayStatus status = probe.poll("demo").orElseThrow();
        assertThat(status.state()).isEqualTo(GatewayStatus.State.UNREACHABLE);
        assertThat(status.problem().orElseThrow()).contains("/nowhere/wg");
        assertThat(log.open(AlertKind.GATEWAY_UNREACHABLE)).hasSize(1);
    }

    @Test
    void aGatewayWithWrongSettingsIsListedUntilTheyAreRight() throws InterruptedException {
        GatewayComponent component =
                new GatewayComponent(probe, gateway(Map.of("intervalSeconds", "often", "source", "scenario")), DEMO);
        assertThat(probe.gateways()).singleElement().satisfies(status -> {
            assertThat(status.name()).isEqualTo("demo");
            assertThat(status.state()).isEqualTo(GatewayStatus.State.MISCONFIGURED);
            assertThat(status.problem().orElseThrow())
                    .contains("io.tunnelwatch.gateway~demo: intervalSeconds = 'often'");
        });
        await().until(() -> log.open(AlertKind.GATEWAY_UNREACHABLE).size() == 1);
        component.modified(gateway(Map.of("source", "scenario")));
        assertThat(probe.poll("demo").orElseThrow().state()).isEqualTo(GatewayStatus.State.UP);
        component.deactivate();
        assertThat(probe.gateways()).isEmpty();
    }

    @Test
    void aPeersSettingsCountAndWrongOnesLeaveTheOlder() throws InterruptedException {
        new GatewayComponent(probe, gateway(Map.of("source", "scenario")), DEMO);
        probe.poll("demo");
        String key = probe.peers().get(0).publicKey();
        PeerComponent component = new PeerComponent(
                probe,
                Configs.of(PeerConfig.class, Map.of("publicKey", key, "expect", "roaming")),
                Configs.pid("io.tunnelwatch.peer~boiler"));
        probe.poll("demo");
        component.modified(Configs.of(PeerConfig.class, Map.of("publicKey", key, "expect", "nonsense")));
        probe.poll("demo");
        assertThat(probe.findPeers("boiler")).extracting(PeerStatus::expect).containsExactly(Expectation.ROAMING);
        component.deactivate();
        probe.poll("demo");
        assertThat(probe.findPeers("boiler")).isEmpty();
    }

    private static GatewayConfig gateway(Map<String, String> settings) {
        return Configs.of(GatewayConfig.class, settings);
    }
}

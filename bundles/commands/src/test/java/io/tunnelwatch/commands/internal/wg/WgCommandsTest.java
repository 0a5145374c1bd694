package io.tunnelwatch.commands.internal.wg;

import static io.tunnelwatch.commands.internal.Samples.gateway;
import static io.tunnelwatch.commands.internal.Samples.key;
import static io.tunnelwatch.commands.internal.Samples.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.wg.GatewayStatus.State;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WgCommandsTest {

    private final TestShell shell = new TestShell();

    @Test
    void gatewaysAreShownWithTheirProblemsInFull() {
        shell.probe.gateways.addAll(List.of(gateway("berlin", State.UP), gateway("oslo", State.UNREACHABLE)));

        assertThat(shell.runAt(160, new GatewaysCommand()).lines())
                .containsExactly(
                        "GATEWAY  STATE        SINCE                             SOURCE  PEERS          INTERFACES"
                                + "  LAST POLL",
                        "berlin   UP           2026-11-23 11:00:00 UTC (1h ago)  wg      12 UP, 1 DOWN  wg0, wg1  "
                                + "  4s ago, 12 ms",
                        "oslo     UNREACHABLE  2026-11-23 11:00:00 UTC (1h ago)  wg      none                     "
                                + "  4s ago, 12 ms",
                        "oslo: 'wg show all dump' was not found: install wireguard-tools",
                        "oslo: 3 events wait for the alert log, which refuses them now (alert:log)");
        assertThat(shell.runAt(80, new GatewaysCommand()).lines().subList(0, 2))
                .containsExactly(
                        "GATEWAY  STATE        SINCE  SOURCE  PEERS          INTERFACES  LAST POLL",
                        "berlin   UP           1h     wg      12 UP, 1 DOWN  wg0, wg1    4s ago");
    }

    @Test
    void gatewaysAsJson() {
        shell.probe.gateways.add(gateway("berlin", State.UP));

        assertThat(shell.run(new GatewaysCommand(), "--json").out())
                .isEqualTo("{\"gateways\":[{\"name\":\"berlin\",\"source\":\"wg\",\"state\":\"UP\","
                        + "\"since\":\"2026-11-23T11:00:00Z\",\"lastPoll\":\"2026-11-23T11:59:56Z\","
                        + "\"lastPollMillis\":12,\"intervalSeconds\":10,\"interfaces\":[\"wg0\",\"wg1\"],"
                        + "\"peers\":{\"UP\":12,\"DOWN\":1},\"pendingEvents\":0}]}\n");
    }

    @Test
    void withoutGatewaysItIsSaidHowToConfigureOne() {
        assertThat(shell.run(new GatewaysCommand()).out())
                .startsWith("No gateways: configure one as io.tunnelwatch.gateway~NAME");
        assertThat(shell.run(new PeersCommand()).out()).isEqualTo("No peers.\n");
    }

    @Test
    void peersFitANarrowAndAWideTerminal() {
        shell.probe.peers.addAll(
                List.of(peer("berlin", "laptop-7", Verdict.DOWN), peer("berlin", "new", Verdict.NEVER)));

        assertThat(shell.runAt(80, new PeersCommand()).lines())
                .containsExactly(
                        "GATEWAY  INTERFACE  PEER      VERDICT  SINCE  HANDSHAKE  ENDPOINT",
                        "berlin   wg0        laptop-7  DOWN     2m50s  6m         203.0.113.7:51820",
                        "berlin   wg0        new       NEVER    2m50s  never      203.0.113.7:51820");
        assertThat(shell.runAt(160, new PeersCommand()).lines().get(1))
                .isEqualTo("berlin   wg0        laptop-7  DOWN     2m50s ago  6m ago     203.0.113.7:51820  1.5 MiB"
                        + "  512 B  ALWAYS  " + key("laptop-7"));
    }

    @Test
    void peersAreFiltered() {
        shell.probe.gateways.addAll(List.of(gateway("berlin", State.UP), gateway("oslo", State.UP)));
        shell.probe.peers.addAll(List.of(
                peer("berlin", "a", Verdict.DOWN), peer("berlin", "b", Verdict.UP), peer("oslo", "c", Verdict.NEVER)));

        assertThat(shell.run(new PeersCommand(), "--verdict", "down,never").lines())
                .hasSize(3);
        assertThat(shell.run(new PeersCommand(), "--gateway", "berlin", "--verdict", "DOWN")
                        .lines())
                .hasSize(2);
        assertThat(shell.run(new PeersCommand(), "--gateway", "oslo", "--verdict", "DOWN")
                        .out())
                .isEqualTo("No peers match.\n");
    }

    @Test
    void wrongValuesAreRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> shell.run(new PeersCommand(), "--verdict", "dead"))
                .isInstanceOf(Refusal.class)
                .hasMessage("--verdict: 'dead' is refused, allowed is one of UP, IDLE, DOWN, NEVER, UNKNOWN");
        assertThatThrownBy(() -> shell.run(new PeersCommand(), "--gateway", "rome"))
                .hasMessage("No gateway has the name 'rome': wg:gateways lists them");
        assertThatThrownBy(() -> shell.run(new ProbeCommand(), "rome"))
                .hasMessage("No gateway has the name 'rome': wg:gateways lists them");
    }

    @Test
    void peersAsJsonHaveTheNamesOfTheContract() {
        shell.probe.peers.add(peer("berlin", "new", Verdict.NEVER));

        assertThat(shell.run(new PeersCommand(), "--json").out())
                .isEqualTo(
                        "{\"peers\":[{\"gateway\":\"berlin\",\"interface\":\"wg0\",\"publicKey\":\"" + key("new")
                                + "\",\"name\":\"new\",\"verdict\":\"NEVER\",\"since\":\"2026-11-23T11:57:10Z\","
                                + "\"endpoint\":\"203.0.113.7:51820\",\"allowedIps\":[\"10.0.0.7/32\",\"fd00::7/128\"],"
                                + "\"rxBytes\":1572864,\"txBytes\":512,\"persistentKeepalive\":\"25\",\"expect\":\"ALWAYS\"}]}\n");
    }

    @Test
    void aPeerIsFoundByNameKeyOrTheBeginningOfItsKey() {
        shell.probe.peers.addAll(List.of(
                peer("berlin", "laptop-7", Verdict.UP),
                peer("oslo", "laptop-7", Verdict.DOWN),
                peer("oslo", "laptop-8", Verdict.UP)));

        assertThat(shell.run(new PeerCommand(), "laptop-7").out())
                .contains("Gateway           berlin")
                .contains("Gateway           oslo")
                .contains("Latest handshake  2026-11-23 11:54:00 UTC (6m ago)");
        assertThat(shell.run(new PeerCommand(), key("laptop-8")).out()).contains("laptop-8");
        assertThat(shell.run(new PeerCommand(), "laptop-8A").out()).contains("laptop-8");
        JsonNode json = shell.run(new PeerCommand(), "laptop-7", "--json").json();
        assertThat(json.get("peers")).hasSize(2);
    }

    @Test
    void anUnknownOrAmbiguousPeerIsRefused() {
        shell.probe.peers.addAll(
                List.of(peer("berlin", "laptop-7", Verdict.UP), peer("berlin", "laptop-8", Verdict.UP)));

        assertThatThrownBy(() -> shell.run(new PeerCommand(), "laptop-9"))
                .isInstanceOf(Refusal.class)
                .hasMessage("No peer has the name or public key 'laptop-9': wg:peers lists them");
        assertThatThrownBy(() -> shell.run(new ExplainCommand(), "lap"))
                .hasMessage("'lap' begins the keys of several peers, type more of it: " + key("laptop-7")
                        + " (laptop-7), " + key("laptop-8") + " (laptop-8)");
    }

    @Test
    void aVerdictIsExplained() {
        shell.probe.peers.add(peer("berlin", "laptop-7", Verdict.DOWN));

        assertThat(shell.run(new ExplainCommand(), "laptop-7").lines())
                .containsExactly(
                        "laptop-7 on berlin/wg0 is DOWN since 2026-11-23 11:57:10 UTC (2m50s ago)",
                        "  the latest handshake is 6m old, staleAfterSeconds is 190",
                        "  expect is ALWAYS",
                        "  Suggestion: expect = roaming suits a peer that sleeps");
        JsonNode json = shell.run(new ExplainCommand(), "--json", "laptop-7").json();
        assertThat(json.at("/explanations/0/peer/name").textValue()).isEqualTo("laptop-7");
        assertThat(json.at("/explanations/0/reasons")).hasSize(2);
    }

    @Test
    void allGatewaysOrSomeArePolledNow() {
        shell.probe.gateways.addAll(List.of(gateway("berlin", State.UP), gateway("oslo", State.UNREACHABLE)));

        assertThat(shell.run(new ProbeCommand(), "oslo", "--json").json().get("gateways"))
                .hasSize(1);
        assertThat(shell.probe.polled).containsExactly("oslo");
        assertThat(shell.run(new ProbeCommand()).lines()).hasSize(5);
        assertThat(shell.probe.polled).containsExactly("berlin", "oslo");
    }

    @Test
    void gatewaysArePolledAtOnceAndAnInterruptEndsTheWait() throws InterruptedException {
        shell.probe.gateways.addAll(List.of(gateway("berlin", State.UP), gateway("oslo", State.UP)));
        shell.probe.pollsEnd = new CountDownLatch(1);
        shell.probe.pollsBegun = new CountDownLatch(2);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread operator = new Thread(() -> {
            try {
                shell.run(new ProbeCommand());
            } catch (AssertionError e) {
                thrown.set(e.getCause());
            }
        });
        operator.start();
        assertThat(shell.probe.pollsBegun.await(10, TimeUnit.SECONDS)).isTrue();

        operator.interrupt();

        await().untilAsserted(() -> assertThat(thrown.get()).isInstanceOf(InterruptedException.class));
    }

    @ParameterizedTest
    @MethodSource
    void anAbsentProbeIsSaidInOneLine(TunnelwatchAction command, List<String> typed) {
        assertThatThrownBy(() -> shell.without(WireGuardProbe.class).run(command, typed.toArray(String[]::new)))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "The probe is not here: the bundle wg-probe is not active (feature:install tunnelwatch-core)");
    }

    static Stream<Arguments> anAbsentProbeIsSaidInOneLine() {
        return Stream.of(
                Arguments.of(new GatewaysCommand(), List.of()),
                Arguments.of(new PeersCommand(), List.of()),
                Arguments.of(new PeerCommand(), List.of("a")),
                Arguments.of(new ExplainCommand(), List.of("a")),
                Arguments.of(new ProbeCommand(), List.of()));
    }
}

package io.tunnelwatch.commands.internal.wg;

import static io.tunnelwatch.commands.internal.Samples.NOON;
import static io.tunnelwatch.commands.internal.Samples.gateway;
import static io.tunnelwatch.commands.internal.Samples.peer;
import static io.tunnelwatch.commands.internal.TestShell.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.commands.internal.live.Picture;
import io.tunnelwatch.wg.GatewayStatus.State;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WatchCommandTest {

    private final TestShell shell = new TestShell();

    @Test
    void thoseInTroubleComeFirst() {
        shell.probe.peers.addAll(List.of(
                peer("berlin", "well", Verdict.UP),
                peer("berlin", "new", Verdict.NEVER),
                peer("berlin", "asleep", Verdict.IDLE),
                peer("oslo", "lost", Verdict.DOWN)));

        Picture picture = typed(new WatchCommand(), "--every", "1m").look(shell, NOON);

        assertThat(picture.headline()).isEqualTo("4 peers: 1 DOWN, 1 NEVER, 1 IDLE, 1 UP (every 1m, q ends)");
        assertThat(picture.table().lines(OptionalInt.of(80), false))
                .extracting(line -> line.split(" +")[2])
                .containsExactly("PEER", "lost", "new", "asleep", "well");
    }

    @Test
    void itTakesTheFiltersOfTheList() {
        shell.probe.gateways.addAll(List.of(gateway("berlin", State.UP), gateway("oslo", State.UP)));
        shell.probe.peers.addAll(List.of(peer("berlin", "a", Verdict.DOWN), peer("oslo", "b", Verdict.DOWN)));

        assertThat(typed(new WatchCommand(), "--gateway", "oslo")
                        .look(shell, NOON)
                        .headline())
                .isEqualTo("1 peer: 1 DOWN (every 1s, q ends)");
        assertThat(typed(new WatchCommand(), "--verdict", "UP")
                        .look(shell, NOON)
                        .headline())
                .startsWith("No peers match (");
        assertThatThrownBy(() -> typed(new WatchCommand(), "--gateway", "rome").look(shell, NOON))
                .hasMessage("No gateway has the name 'rome': wg:gateways lists them");
    }

    @Test
    void withoutATerminalItIsRefusedInOneLine() {
        assertThatThrownBy(() -> shell.run(new WatchCommand()))
                .isInstanceOf(Refusal.class)
                .hasMessage("This needs a terminal, and there is none here: wg:peers tells the same once");
        assertThatThrownBy(() -> shell.without(WireGuardProbe.class).run(new WatchCommand()))
                .hasMessageStartingWith("The probe is not here");
    }

    @Test
    void howOftenIsBounded() {
        assertThatThrownBy(() -> shell.run(new WatchCommand(), "--every", "0s"))
                .hasMessage("--every: '0s' is refused, allowed is a duration from 1s to 1h");
        assertThatThrownBy(() -> shell.run(new WatchCommand(), "--every", "2h"))
                .hasMessage("--every: '2h' is refused, allowed is a duration from 1s to 1h");
        assertThatThrownBy(() -> shell.run(new WatchCommand(), "--every", "often"))
                .hasMessageStartingWith("--every: 'often' is not a duration");
    }
}

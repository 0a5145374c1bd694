package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which peers a command shows. An empty set is any. */
record PeerFilter(Set<String> gateways, Set<Verdict> verdicts) {

    /**
     * Reads the options {@code --gateway} and {@code --verdict}.
     *
     * @throws Refusal a value can not be read
     */
    static PeerFilter of(@Nullable List<String> gateways, @Nullable List<String> verdicts) {
        return new PeerFilter(
                OptionValues.several("--gateway", gateways),
                OptionValues.constants("--verdict", verdicts, Verdict.class));
    }

    /**
     * The peers that are wanted, in the probe's order.
     *
     * @throws Refusal a gateway that is wanted is not known
     */
    List<PeerStatus> peers(WireGuardProbe probe) {
        Set<String> known = probe.gateways().stream().map(GatewayStatus::name).collect(Collectors.toSet());
        gateways.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new Refusal("No gateway has the name '" + name + "': wg:gateways lists them");
        });
        return probe.peers().stream()
                .filter(peer -> gateways.isEmpty() || gateways.contains(peer.gateway()))
                .filter(peer -> verdicts.isEmpty() || verdicts.contains(peer.verdict()))
                .toList();
    }

    /** What is said when there are none. */
    String nothing() {
        return gateways.isEmpty() && verdicts.isEmpty() ? "No peers" : "No peers match";
    }
}

package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.completion.VerdictCompleter;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code wg:peers}. */
@Service
@Command(
        scope = "wg",
        name = "peers",
        description = "Lists the peers as the latest poll of their gateway saw them.",
        detailedDescription =
                """
                Examples:
                  wg:peers --verdict DOWN,NEVER
                  wg:peers --gateway berlin --json""")
public class PeersCommand extends TunnelwatchAction {

    @Option(name = "--gateway", description = "Only of these gateways", multiValued = true)
    @Completion(GatewayCompleter.class)
    private @Nullable List<String> gateways;

    @Option(
            name = "--verdict",
            description = "Only with these verdicts: UP, IDLE, DOWN, NEVER, UNKNOWN",
            multiValued = true)
    @Completion(VerdictCompleter.class)
    private @Nullable List<String> verdicts;

    @Override
    public void run(Services services, Screen screen) {
        Set<Verdict> wantedVerdicts = OptionValues.constants("--verdict", verdicts, Verdict.class);
        Set<String> wantedGateways = OptionValues.several("--gateway", gateways);
        WireGuardProbe probe = services.requireProbe();
        refuseUnknown(wantedGateways, probe.gateways());
        List<PeerStatus> peers = probe.peers().stream()
                .filter(peer -> wantedGateways.isEmpty() || wantedGateways.contains(peer.gateway()))
                .filter(peer -> wantedVerdicts.isEmpty() || wantedVerdicts.contains(peer.verdict()))
                .toList();
        if (json()) {
            screen.json(Documents.Peers.of(peers));
        } else if (peers.isEmpty()) {
            screen.line(wantedGateways.isEmpty() && wantedVerdicts.isEmpty() ? "No peers." : "No peers match.");
        } else {
            screen.print(PeerTable.of(peers, screen.times()));
        }
    }

    private static void refuseUnknown(Set<String> wanted, List<GatewayStatus> gateways) {
        Set<String> known = gateways.stream().map(GatewayStatus::name).collect(Collectors.toSet());
        wanted.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new Refusal("No gateway has the name '" + name + "': wg:gateways lists them");
        });
    }
}

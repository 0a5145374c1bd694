package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.PeerCompleter;
import io.tunnelwatch.commands.internal.text.Fields;
import io.tunnelwatch.commands.internal.text.Sizes;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.PeersDocument;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code wg:peer}. */
@Service
@Command(
        scope = "wg",
        name = "peer",
        description = "Shows one peer, on each gateway that knows it.",
        detailedDescription =
                """
                Examples:
                  wg:peer laptop-7
                  wg:peer --json xTIBA5rboUvnH4ht""")
public class PeerCommand extends TunnelwatchAction {

    @Argument(
            name = "peer",
            description = "The peer's name or public key; an unambiguous beginning of the key is enough",
            required = true,
            multiValued = true)
    @Completion(PeerCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        List<PeerStatus> peers = PeerSelection.of(services.requireProbe(), Words.one("peer", words, this));
        if (json()) {
            screen.json(PeersDocument.of(peers));
            return;
        }
        for (int i = 0; i < peers.size(); i++) {
            if (i > 0) {
                screen.line("");
            }
            screen.print(fields(peers.get(i), screen.times()));
        }
    }

    private static Fields fields(PeerStatus peer, Times times) {
        return new Fields()
                .add("Name", peer.name())
                .add("Public key", peer.publicKey())
                .add("Gateway", peer.gateway())
                .add("Interface", peer.interfaceName())
                .add("Verdict", peer.verdict())
                .add("Since", times.both(peer.since()))
                .add("Latest handshake", peer.latestHandshake().map(times::both).orElse("never"))
                .add("Endpoint", peer.endpoint())
                .add(
                        "Allowed IPs",
                        Optional.of(String.join(", ", peer.allowedIps())).filter(ips -> !ips.isEmpty()))
                .add("Received", Sizes.format(peer.rxBytes()))
                .add("Sent", Sizes.format(peer.txBytes()))
                .add(
                        "Keepalive",
                        peer.persistentKeepalive()
                                .map(seconds -> seconds + " s")
                                .orElse("off"))
                .add("Expect", peer.expect());
    }
}

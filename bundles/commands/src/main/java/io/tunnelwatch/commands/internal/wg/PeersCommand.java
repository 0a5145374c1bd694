package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.completion.VerdictCompleter;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.PeersDocument;
import java.util.List;
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
        PeerFilter filter = PeerFilter.of(gateways, verdicts);
        List<PeerStatus> peers = filter.peers(services.requireProbe());
        if (json()) {
            screen.json(PeersDocument.of(peers));
        } else if (peers.isEmpty()) {
            screen.line(filter.nothing() + ".");
        } else {
            screen.print(PeerTable.of(peers, screen.times()));
        }
    }
}

package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.completion.VerdictCompleter;
import io.tunnelwatch.commands.internal.live.Picture;
import io.tunnelwatch.commands.internal.live.WatchAction;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code wg:watch}. */
@Service
@Command(
        scope = "wg",
        name = "watch",
        description = "Shows the peers as a table that is renewed in place, those in trouble first.",
        detailedDescription =
                """
                It fits the terminal, also when that changes its size; peers that have no room are counted. Keys: q or Ctrl-C
                ends it. It needs a terminal: in scripts, wg:peers --json tells the same once.
                Examples:
                  wg:watch
                  wg:watch --verdict DOWN,NEVER --every 5s""")
public class WatchCommand extends WatchAction {

    /** What is worst comes first. */
    private static final List<Verdict> WORST_FIRST =
            List.of(Verdict.DOWN, Verdict.NEVER, Verdict.UNKNOWN, Verdict.IDLE, Verdict.UP);

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
    protected Picture look(Services services, Instant now) {
        PeerFilter filter = PeerFilter.of(gateways, verdicts);
        List<PeerStatus> peers = filter.peers(services.requireProbe()).stream()
                .sorted(Comparator.comparing(peer -> WORST_FIRST.indexOf(peer.verdict())))
                .toList();
        String headline = peers.isEmpty() ? filter.nothing() : counts(peers);
        return new Picture(
                headline + " (" + howToEnd() + ")", PeerTable.of(peers, new Times(now)), false, Optional.empty(), now);
    }

    @Override
    protected String onceInstead() {
        return "wg:peers tells the same once";
    }

    private static String counts(List<PeerStatus> peers) {
        return WORST_FIRST.stream()
                .map(verdict ->
                        peers.stream().filter(peer -> peer.verdict() == verdict).count() + " " + verdict)
                .filter(count -> !count.startsWith("0 "))
                .collect(Collectors.joining(", ", peers.size() + (peers.size() == 1 ? " peer: " : " peers: "), ""));
    }
}

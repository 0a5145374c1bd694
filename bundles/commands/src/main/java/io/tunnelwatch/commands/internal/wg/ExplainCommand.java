package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.PeerCompleter;
import io.tunnelwatch.wg.Explanation;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code wg:explain}. */
@Service
@Command(
        scope = "wg",
        name = "explain",
        description = "Says why a peer has its verdict, and which setting would suit it better.",
        detailedDescription =
                """
                Examples:
                  wg:explain laptop-7
                  wg:explain xTIBA5rboUvnH4ht --json""")
public class ExplainCommand extends TunnelwatchAction {

    @Argument(
            name = "peer",
            description = "The peer's name or public key; an unambiguous beginning of the key is enough",
            required = true,
            multiValued = true)
    @Completion(PeerCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        WireGuardProbe probe = services.requireProbe();
        String typed = Words.one("peer", words, this);
        List<Explanation> explanations = PeerSelection.of(probe, typed).stream()
                .map(probe::explain)
                .flatMap(Optional::stream)
                .toList();
        if (explanations.isEmpty()) {
            throw new Refusal(
                    "The peer '" + typed + "' has just left its gateway: wg:peers lists those that are there");
        }
        if (json()) {
            screen.json(Documents.Explanations.of(explanations));
            return;
        }
        explanations.forEach(explanation -> print(explanation, screen));
    }

    private static void print(Explanation explanation, Screen screen) {
        PeerStatus peer = explanation.peer();
        screen.line(peer.name() + " on " + peer.gateway() + "/" + peer.interfaceName() + " is " + peer.verdict()
                + " since " + screen.times().both(peer.since()));
        explanation.reasons().forEach(reason -> screen.line("  " + reason));
        explanation.suggestions().forEach(suggestion -> screen.line("  Suggestion: " + suggestion));
    }
}

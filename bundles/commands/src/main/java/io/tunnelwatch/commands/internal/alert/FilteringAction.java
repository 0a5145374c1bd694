package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.completion.AlertKindCompleter;
import io.tunnelwatch.commands.internal.completion.AlertStateCompleter;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.completion.PastTimeCompleter;
import io.tunnelwatch.commands.internal.completion.PeerCompleter;
import io.tunnelwatch.commands.internal.completion.SeverityCompleter;
import java.util.List;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.jspecify.annotations.Nullable;

/** A command for the alerts of a filter, with the options that say which. */
abstract class FilteringAction extends TunnelwatchAction {

    @Option(name = "--state", description = "Only these states: OPEN, ACKNOWLEDGED, RESOLVED", multiValued = true)
    @Completion(AlertStateCompleter.class)
    private @Nullable List<String> states;

    @Option(name = "--kind", description = "Only these kinds, for instance PEER_DOWN", multiValued = true)
    @Completion(AlertKindCompleter.class)
    private @Nullable List<String> kinds;

    @Option(name = "--severity", description = "Only these severities: INFO, WARNING, CRITICAL", multiValued = true)
    @Completion(SeverityCompleter.class)
    private @Nullable List<String> severities;

    @Option(name = "--gateway", description = "Only of these gateways", multiValued = true)
    @Completion(GatewayCompleter.class)
    private @Nullable List<String> gateways;

    @Option(name = "--peer", description = "Only of these peers, by name or public key", multiValued = true)
    @Completion(PeerCompleter.class)
    private @Nullable List<String> peers;

    @Option(
            name = "--since",
            description = "Raised at this time or later: how long ago (24h, 7d), a day (2026-11-23) or a time"
                    + " (2026-11-23T08:00:00Z)")
    @Completion(PastTimeCompleter.class)
    private @Nullable String since;

    @Option(name = "--until", description = "Raised before this time, written as for --since")
    @Completion(PastTimeCompleter.class)
    private @Nullable String until;

    @Option(name = "--text", description = "This text stands in the summary, peer, gateway or interface")
    private @Nullable String text;

    /**
     * What was typed.
     *
     * @param all whether resolved alerts are wanted too, where no state was typed
     */
    final FilterOptions filterOptions(boolean all) {
        return FilterOptions.of(all, states, kinds, severities, gateways, peers, since, until, text);
    }
}

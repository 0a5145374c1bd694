package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.completion.AlertKindCompleter;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.completion.PastTimeCompleter;
import io.tunnelwatch.commands.internal.completion.PeerCompleter;
import io.tunnelwatch.commands.internal.completion.SeverityCompleter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertListing;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.PeerAvailability;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.history.TypedStatistics;
import io.tunnelwatch.json.StatisticsView;
import io.tunnelwatch.wg.KnownPeers;
import io.tunnelwatch.wg.WireGuardProbe;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code alert:stats}. It is made of the history, so it needs the database. */
@Service
@Command(
        scope = "alert",
        name = "stats",
        description =
                "Tells what a period was like: counts, how soon alerts were taken on and over, how available peers were.",
        detailedDescription =
                """
                A peer is unavailable while PEER_DOWN, PEER_NEVER or PEER_FLAPPING of it or GATEWAY_OUTAGE of its gateway is open;
                an outage counts for all peers of the gateway. While GATEWAY_UNREACHABLE or INTERFACE_DOWN is open, nobody knows:
                such time counts neither way. So does time before a peer was added and after it was removed.
                An alert that an operator resolved ends there. Days are those of UTC.
                --kind and --severity choose what is counted; availability is made of all alerts of a peer.
                Examples:
                  alert:stats
                  alert:stats --since 7d --gateway berlin --all
                  alert:stats --since 2026-11-01 --until 2026-12-01 --json""")
public class StatsCommand extends TunnelwatchAction {

    @Option(
            name = "--since",
            description = "Where the period begins: how long ago (24h, 7d), a day (2026-11-23) or a time"
                    + " (2026-11-23T08:00:00Z)")
    @Completion(PastTimeCompleter.class)
    private String since = TypedStatistics.DEFAULT_SINCE;

    @Option(name = "--until", description = "Where it ends, written as for --since; now without it")
    @Completion(PastTimeCompleter.class)
    private @Nullable String until;

    @Option(name = "--kind", description = "Count only these kinds, for instance PEER_DOWN", multiValued = true)
    @Completion(AlertKindCompleter.class)
    private @Nullable List<String> kinds;

    @Option(
            name = "--severity",
            description = "Count only these severities: INFO, WARNING, CRITICAL",
            multiValued = true)
    @Completion(SeverityCompleter.class)
    private @Nullable List<String> severities;

    @Option(name = "--gateway", description = "Only of these gateways", multiValued = true)
    @Completion(GatewayCompleter.class)
    private @Nullable List<String> gateways;

    @Option(name = "--peer", description = "Only of these peers, by name or public key", multiValued = true)
    @Completion(PeerCompleter.class)
    private @Nullable List<String> peers;

    @Option(name = "--all", description = "Every gateway and peer, not only the ten with most trouble")
    private boolean all;

    @Override
    public void run(Services services, Screen screen) {
        StatisticsRequest request = request(screen.now());
        AlertHistory history = services.requireHistory();
        Optional<WireGuardProbe> probe = services.find(WireGuardProbe.class);
        // before the history is asked: what is applied in between is said to be missing, and is not
        int pending = new AlertListing(services.openLog(), Optional.of(history)).pendingAlerts();
        AlertStatistics statistics = LongWork.run(screen, json(), progress -> statistics(history, request, progress));
        List<PeerAvailability> known = KnownPeers.of(
                statistics, request, probe.map(WireGuardProbe::peers).orElse(List.of()));
        if (json()) {
            screen.json(StatisticsView.of(statistics, known, pending));
            return;
        }
        new StatsReport(statistics, known, all).print(screen);
        if (pending > 0) {
            screen.note("The history lacks the latest of "
                    + (pending < AlertListing.MAX_PENDING ? "" : "at least ") + pending
                    + (pending == 1 ? " alert" : " alerts") + ", which the log keeps: these figures follow");
        }
        if (probe.isEmpty()) {
            screen.note("Peers that never had an alert are not among them: the bundle wg-probe is not active");
        }
    }

    private StatisticsRequest request(Instant now) {
        TypedStatistics typed = new TypedStatistics(
                since,
                Optional.ofNullable(until),
                OptionValues.orNone(kinds),
                OptionValues.orNone(severities),
                OptionValues.orNone(gateways),
                OptionValues.orNone(peers));
        return OptionValues.orRefuse(() -> typed.read("--", now));
    }

    private static AlertStatistics statistics(AlertHistory history, StatisticsRequest request, Progress progress)
            throws MaintenanceFailedException {
        try {
            return history.statistics(request, progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MaintenanceFailedException("The statistics were interrupted", e);
        }
    }
}

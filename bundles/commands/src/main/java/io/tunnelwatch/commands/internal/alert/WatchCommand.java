package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.completion.AlertKindCompleter;
import io.tunnelwatch.commands.internal.completion.AlertStateCompleter;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.completion.PastTimeCompleter;
import io.tunnelwatch.commands.internal.completion.PeerCompleter;
import io.tunnelwatch.commands.internal.completion.SeverityCompleter;
import io.tunnelwatch.commands.internal.live.Picture;
import io.tunnelwatch.commands.internal.live.WatchAction;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertListing.Listing;
import io.tunnelwatch.history.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code alert:watch}. A database that is down is no failure: the log knows what is open. */
@Service
@Command(
        scope = "alert",
        name = "watch",
        description = "Shows what is open as a table that is renewed in place, the latest first.",
        detailedDescription =
                """
                It fits the terminal, also when that changes its size; alerts that have no room are counted. Keys: q or Ctrl-C
                ends it. While the database is away the table goes on, and its last line says so. It needs a terminal: in
                scripts, alert:list --json tells the same once.
                Examples:
                  alert:watch
                  alert:watch --severity CRITICAL --gateway berlin
                  alert:watch --all --since 1h --every 5s""")
public class WatchCommand extends WatchAction {

    @Option(name = "--all", description = "Resolved alerts too")
    private boolean all;

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

    @Override
    protected Picture look(Services services, Instant now) {
        AlertFilter filter = FilterOptions.of(all, states, kinds, severities, gateways, peers, since, until, text)
                .filter(now);
        if (services.openLog().isEmpty() && services.history().isEmpty()) {
            throw new Refusal(services.noOpenLog());
        }
        Listing listing = services.listing().list(filter, new PageRequest(PageRequest.MAX_LIMIT, Optional.empty()));
        return new Picture(
                headline(listing, filter) + " (" + howToEnd() + ")",
                AlertTable.of(listing.alerts(), new Times(now), services.silences()),
                listing.next().isPresent(),
                HistoryNote.of(services, listing.history(), filter.asksForOpenOnly()),
                now);
    }

    @Override
    protected String onceInstead() {
        return "alert:list tells the same once";
    }

    private static String headline(Listing listing, AlertFilter filter) {
        int count = listing.alerts().size();
        if (count == 0) {
            return ListCommand.nothing(filter);
        }
        String open = filter.asksForOpenOnly() ? " open" : "";
        return (listing.next().isPresent() ? "more than " : "") + count + open + (count == 1 ? " alert" : " alerts");
    }
}

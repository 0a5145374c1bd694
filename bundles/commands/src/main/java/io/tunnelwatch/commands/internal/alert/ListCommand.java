package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.completion.AlertKindCompleter;
import io.tunnelwatch.commands.internal.completion.AlertStateCompleter;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.completion.LimitCompleter;
import io.tunnelwatch.commands.internal.completion.PastTimeCompleter;
import io.tunnelwatch.commands.internal.completion.PeerCompleter;
import io.tunnelwatch.commands.internal.completion.SeverityCompleter;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertListing.Listing;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code alert:list}. A database that is down is no failure: the log knows what is open. */
@Service
@Command(
        scope = "alert",
        name = "list",
        description = "Lists what is open, the latest first; with options the history too.",
        detailedDescription =
                """
                A state with the mark pending, on a narrow terminal *: the history does not have the latest of it yet.
                An option that takes several values is repeated, or takes them with commas between.
                Examples:
                  alert:list --severity CRITICAL --gateway berlin
                  alert:list --all --since 7d --kind PEER_DOWN,PEER_NEVER
                  alert:list --state RESOLVED --peer laptop-7 --json""")
public class ListCommand extends TunnelwatchAction {

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

    @Option(name = "--limit", description = "How many at most, from 1 to " + PageRequest.MAX_LIMIT)
    @Completion(LimitCompleter.class)
    private String limit = "50";

    @Option(name = "--after", description = "The following page: the cursor that the page before ended with")
    private @Nullable String after;

    @Override
    public void run(Services services, Screen screen) {
        FilterOptions options = new FilterOptions(all, states, kinds, severities, gateways, peers, since, until, text);
        AlertFilter filter = options.filter(screen.now());
        PageRequest page = new PageRequest(
                OptionValues.number("--limit", limit, 1, PageRequest.MAX_LIMIT),
                Optional.ofNullable(after).map(ListCommand::cursor));
        if (services.openLog().isEmpty() && services.history().isEmpty()) {
            throw new Refusal(services.noOpenLog());
        }
        Listing listing = services.listing().list(filter, page);
        if (json()) {
            screen.json(AlertListDocument.of(listing));
            return;
        }
        if (listing.alerts().isEmpty()) {
            screen.line(page.after().isPresent() ? "No more alerts." : nothing(filter) + ".");
        } else {
            screen.print(AlertTable.of(listing.alerts(), screen.times()));
        }
        listing.next().ifPresent(next -> screen.note("More: alert:list" + typedFilter() + " --after " + next));
        HistoryNote.of(services, listing.history(), filter.asksForOpenOnly()).ifPresent(screen::note);
    }

    private static PageCursor cursor(String typed) {
        try {
            return PageCursor.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new Refusal("--after: " + e.getMessage());
        }
    }

    /** What is said of a filter that no alert matches. */
    static String nothing(AlertFilter filter) {
        return filter.equals(AlertFilter.OPEN)
                ? "No open alerts"
                : filter.equals(AlertFilter.ALL) ? "No alerts" : "No alerts match";
    }

    /** What was typed, so that the following page can be asked for by copying a line. */
    private String typedFilter() {
        StringBuilder typed = new StringBuilder(all ? " --all" : "");
        append(typed, "--state", states);
        append(typed, "--kind", kinds);
        append(typed, "--severity", severities);
        append(typed, "--gateway", gateways);
        append(typed, "--peer", peers);
        append(typed, "--since", since == null ? null : List.of(since));
        append(typed, "--until", until == null ? null : List.of(until));
        append(typed, "--text", text == null ? null : List.of(text));
        return append(typed, "--limit", limit.equals("50") ? null : List.of(limit))
                .toString();
    }

    private static StringBuilder append(StringBuilder typed, String option, @Nullable List<String> values) {
        for (String value : Optional.ofNullable(values).orElse(List.of())) {
            String quoted = value.matches("[\\w.:,+/=-]+") ? value : "'" + value.replace("'", "\\'") + "'";
            typed.append(' ').append(option).append(' ').append(quoted);
        }
        return typed;
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.completion.LimitCompleter;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertListing.Listing;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.json.AlertListDocument;
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
                Behind a state, silenced (on a narrow terminal ~): nobody is told of it now, alert:silences says why;
                and pending (*): the history does not have the latest of it yet.
                An option that takes several values is repeated, or takes them with commas between.
                Examples:
                  alert:list --severity CRITICAL --gateway berlin
                  alert:list --all --since 7d --kind PEER_DOWN,PEER_NEVER
                  alert:list --state RESOLVED --peer laptop-7 --json""")
public class ListCommand extends FilteringAction {

    private static final String DEFAULT_LIMIT = "50";

    @Option(name = "--all", description = "Resolved alerts too")
    private boolean all;

    @Option(name = "--limit", description = "How many at most, from 1 to " + PageRequest.MAX_LIMIT)
    @Completion(LimitCompleter.class)
    private String limit = DEFAULT_LIMIT;

    @Option(name = "--after", description = "The following page: the cursor that the page before ended with")
    private @Nullable String after;

    @Override
    public void run(Services services, Screen screen) {
        FilterOptions options = filterOptions(all);
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
            screen.print(AlertTable.of(listing.alerts(), screen.times(), services.silences()));
        }
        listing.next()
                .ifPresent(
                        next -> screen.note("More: alert:list" + options.typed() + typedLimit() + " --after " + next));
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

    private String typedLimit() {
        return limit.equals(DEFAULT_LIMIT) ? "" : " --limit " + limit;
    }
}

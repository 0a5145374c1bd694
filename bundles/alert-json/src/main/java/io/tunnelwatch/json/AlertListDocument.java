package io.tunnelwatch.json;

import io.tunnelwatch.history.AlertListing.Listing;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.StoreHealth;
import java.util.List;
import java.util.Optional;

/**
 * A list of alerts as JSON: the names are part of the contract.
 *
 * @param next where the following page begins; absent when this is the last one
 * @param history how the history was; absent when its bundle is
 */
public record AlertListDocument(List<AlertView> alerts, Optional<String> next, Optional<StoreHealth> history) {

    public AlertListDocument {
        alerts = List.copyOf(alerts);
    }

    /** The document of a page. */
    public static AlertListDocument of(Listing listing) {
        return new AlertListDocument(
                listing.alerts().stream().map(AlertView::of).toList(),
                listing.next().map(PageCursor::toString),
                listing.history());
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.history.AlertListing.Listing;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.json.AlertView;
import java.util.List;
import java.util.Optional;

/** A list of alerts as JSON: the names are part of the contract. */
record AlertListDocument(List<AlertView> alerts, Optional<String> next, Optional<StoreHealth> history) {

    static AlertListDocument of(Listing listing) {
        return new AlertListDocument(
                listing.alerts().stream().map(AlertView::of).toList(),
                listing.next().map(PageCursor::toString),
                listing.history());
    }
}

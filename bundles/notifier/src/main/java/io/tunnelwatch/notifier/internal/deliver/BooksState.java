package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.log.Position;
import io.tunnelwatch.notifier.internal.ledger.LedgerPicture;
import java.util.List;
import java.util.Optional;

/**
 * What a channel has on disk.
 *
 * @param position the last event of the log that is in it
 * @param openAsOf as in {@link io.tunnelwatch.log.ConsumerPosition.After}
 * @param unrecorded events of deliveries that are not in the log yet, as JSON
 */
record BooksState(
        Position position,
        Optional<Position> openAsOf,
        LedgerPicture ledger,
        List<String> unrecorded,
        Fortune fortune) {

    BooksState {
        unrecorded = List.copyOf(unrecorded);
    }
}

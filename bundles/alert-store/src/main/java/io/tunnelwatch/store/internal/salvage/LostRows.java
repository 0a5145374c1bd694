package io.tunnelwatch.store.internal.salvage;

import java.time.Instant;
import java.util.Optional;

/**
 * Rows of one table that are lost.
 *
 * @param from the time of the earliest; empty when it has no bound, or the table no such time
 * @param estimated whether there may be fewer
 */
record LostRows(long rows, Optional<Instant> from, Optional<Instant> to, boolean estimated) {

    static final LostRows NONE = new LostRows(0, Optional.empty(), Optional.empty(), false);
}

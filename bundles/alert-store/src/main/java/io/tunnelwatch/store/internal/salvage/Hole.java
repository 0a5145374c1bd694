package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.entity.StoredRow;
import java.util.Optional;

/**
 * A stretch of a table that can not be read, or makes no sense.
 *
 * @param rows at most so many rows
 * @param previous the last row before it; empty when it begins with the table
 * @param next the first row behind it; empty when it goes on to the table's end
 */
record Hole(long rows, Optional<StoredRow> previous, Optional<StoredRow> next) {}

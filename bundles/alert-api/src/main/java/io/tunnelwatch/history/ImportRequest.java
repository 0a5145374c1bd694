package io.tunnelwatch.history;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is to be imported from an older application, and how its rows are to be understood.
 *
 * @param file its SQLite database, with the table {@code alert_history}; it is only read
 * @param gateway the name of the gateway that it watched; absent when nobody knows
 * @param zone of times that name none
 * @param dryRun only say what would be done
 */
public record ImportRequest(Path file, Optional<String> gateway, ZoneId zone, boolean dryRun) {}

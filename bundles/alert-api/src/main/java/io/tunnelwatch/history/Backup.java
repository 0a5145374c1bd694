package io.tunnelwatch.history;

import io.tunnelwatch.log.Position;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A verified copy of the history: it passed SQLite's {@code integrity_check} and has as many rows as what it was made
 * from.
 *
 * @param bytes the size of the file
 * @param alerts how many alerts it holds
 * @param position up to where it holds the log; empty when it holds nothing of it
 */
public record Backup(Path file, Instant madeAt, long bytes, long alerts, Optional<Position> position) {}

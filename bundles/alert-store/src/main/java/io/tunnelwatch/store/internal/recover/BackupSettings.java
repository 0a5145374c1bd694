package io.tunnelwatch.store.internal.recover;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * When and where backups are made.
 *
 * @param every empty for never
 * @param directory empty for {@code backup} beside the database
 */
public record BackupSettings(Optional<Duration> every, int kept, Optional<Path> directory) {

    private static final String NAME = "backup";

    /** Where the backups of this database lie. */
    Path directoryFor(Path database) {
        return directory.orElseGet(() -> database.resolveSibling(NAME));
    }
}

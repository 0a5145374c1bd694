package io.tunnelwatch.datasource;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The pool of a data source made with {@code pool=dbcp2-local}; it comes from
 * {@code dataSource.unwrap(PoolStatus.class)}. Safe for all threads; nothing here waits for the database.
 */
@ProviderType
public interface PoolStatus {

    /** Connections that somebody holds now. */
    int active();

    /** Open connections that nobody holds. */
    int idle();

    /** How many there can be in all. */
    int max();

    /**
     * Throws every connection away: those that are idle now, those in use when they come back. The pool does so itself
     * after an error that poisons connections (SQLState 25006, 58030, XX001, 08001, 08006).
     */
    void evict();

    /** The file of the database; empty for a database that is not a file. */
    Optional<Path> file();
}

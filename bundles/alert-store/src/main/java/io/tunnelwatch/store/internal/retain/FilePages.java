package io.tunnelwatch.store.internal.retain;

import io.tunnelwatch.store.internal.query.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.persistence.EntityManager;
import javax.persistence.PersistenceException;

/**
 * Gives pages of the file back that hold nothing, a few at a time (<a
 * href="https://www.sqlite.org/pragma.html#pragma_incremental_vacuum">incremental_vacuum</a>). A file that was made
 * without that keeps them for rows to come.
 */
final class FilePages implements Phase {

    private static final int INCREMENTAL = 2;

    /** New alerts come, and take pages: it begins once more than a tenth of the file is free... */
    private static final int MOST_FREE = 10;

    /** ...and ends when a twentieth is. */
    private static final int LEFT_FREE = 20;

    private boolean begun;

    @Override
    public Slice next(EntityManager entityManager, int size) {
        long pages = pragma(entityManager, "page_count");
        long free = pragma(entityManager, "freelist_count");
        begun |= free > pages / MOST_FREE;
        long tooMany = free - pages / LEFT_FREE;
        if (!begun || tooMany <= 0 || pragma(entityManager, "auto_vacuum") != INCREMENTAL) {
            return new Slice(false, Retired.NOTHING);
        }
        giveBack(entityManager, Math.min(size, tooMany));
        long gone = pages - pragma(entityManager, "page_count");
        return new Slice(gone > 0, Retired.bytes(gone * pragma(entityManager, "page_size")));
    }

    /** By the connection: a prepared statement would give one page back and stop. */
    private static void giveBack(EntityManager entityManager, long pages) {
        try (Statement statement = entityManager.unwrap(Connection.class).createStatement()) {
            statement.executeUpdate("PRAGMA incremental_vacuum(" + pages + ")");
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static long pragma(EntityManager entityManager, String name) {
        return ((Number) Sql.of("SELECT * FROM pragma_" + name)
                        .values(entityManager)
                        .get(0))
                .longValue();
    }
}

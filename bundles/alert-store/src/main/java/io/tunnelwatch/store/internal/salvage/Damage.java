package io.tunnelwatch.store.internal.salvage;

import java.sql.SQLException;
import java.util.Set;

/** Tells damage of the file from trouble with reading it, such as a disk that fails. */
final class Damage {

    private static final String CORRUPT = "XX001";

    /**
     * <a href="https://www.sqlite.org/rescode.html">SQLite's result codes</a> ERROR, NOMEM, CORRUPT, TOOBIG and NOTADB.
     * ERROR is damage, because what we ask is right for whole tables: it comes of a schema with other bytes in it. So
     * is NOMEM: a record that claims to be huge makes SQLite ask for the memory before it looks for the bytes.
     */
    private static final Set<Integer> CODES = Set.of(1, 7, 11, 18, 26);

    private static final int PLAIN_CODE = 0xff;

    private Damage() {}

    static boolean is(SQLException error) {
        return CORRUPT.equals(error.getSQLState()) || CODES.contains(error.getErrorCode() & PLAIN_CODE);
    }

    /** Throws what is no damage. */
    static void orThrow(SQLException error) throws SQLException {
        if (!is(error)) {
            throw error;
        }
    }
}

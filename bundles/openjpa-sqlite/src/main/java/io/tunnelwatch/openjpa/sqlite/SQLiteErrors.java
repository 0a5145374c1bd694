package io.tunnelwatch.openjpa.sqlite;

import java.sql.SQLException;
import org.apache.openjpa.util.ExceptionInfo;
import org.apache.openjpa.util.StoreException;

/**
 * Sorts SQLite's result codes into OpenJPA's kinds of error. It goes by the vendor code, which is the plain code (low
 * byte) or the extended one, and needs no SQLState, because sqlite-jdbc gives none (<a
 * href="https://www.sqlite.org/rescode.html">rescode</a>).
 */
final class SQLiteErrors {

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int CONSTRAINT = 19;
    private static final int CONSTRAINT_PRIMARYKEY = 1555;
    private static final int CONSTRAINT_UNIQUE = 2067;
    private static final int CONSTRAINT_ROWID = 2579;

    private SQLiteErrors() {}

    /** One of {@link StoreException}'s constants; {@link ExceptionInfo#GENERAL} for what OpenJPA has no kind for. */
    static int kindOf(SQLException error) {
        int code = error.getErrorCode();
        return switch (code & 0xff) {
            case BUSY, LOCKED -> StoreException.LOCK;
            case CONSTRAINT -> isDuplicate(error) ? StoreException.OBJECT_EXISTS : StoreException.REFERENTIAL_INTEGRITY;
            default -> ExceptionInfo.GENERAL;
        };
    }

    private static boolean isDuplicate(SQLException error) {
        int code = error.getErrorCode();
        if (code != CONSTRAINT) {
            return code == CONSTRAINT_PRIMARYKEY || code == CONSTRAINT_UNIQUE || code == CONSTRAINT_ROWID;
        }
        // sqlite-jdbc gives the plain code, and the extended one in its text: [SQLITE_CONSTRAINT_UNIQUE] ...
        String text = String.valueOf(error.getMessage());
        return text.contains("CONSTRAINT_PRIMARYKEY")
                || text.contains("CONSTRAINT_UNIQUE")
                || text.contains("CONSTRAINT_ROWID");
    }
}

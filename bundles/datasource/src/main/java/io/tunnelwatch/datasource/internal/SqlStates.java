package io.tunnelwatch.datasource.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Gives the driver's errors an SQLState, which sqlite-jdbc leaves {@code null}, and SQLite's extended result code as
 * the vendor code (<a href="https://www.sqlite.org/rescode.html">rescode</a>).
 */
final class SqlStates {

    static final String LOCKED = "40000";
    static final String READ_ONLY = "25006";
    static final String IO_ERROR = "58030";
    static final String CORRUPT = "XX001";
    static final String FULL = "53100";
    static final String OUT_OF_MEMORY = "53200";
    static final String CANNOT_OPEN = "08001";
    static final String CLOSED = "08003";
    static final String FILE_CHANGED = "08006";
    static final String CONSTRAINT = "23000";
    static final String BAD_DATA = "22000";
    static final String INTERRUPTED = "57014";
    static final String NO_CONNECTION_FREE = "53300";
    static final String NOT_ALLOWED = "42000";
    static final String NOT_ENLISTED = "25000";
    static final String BAD_SETTING = "HY024";
    static final String OTHER = "HY000";

    /** After one of these the connection, and every other one to the same file, may be of no more use. */
    static final Set<String> POISONING = Set.of(READ_ONLY, IO_ERROR, CORRUPT, CANNOT_OPEN, FILE_CHANGED);

    private static final int BUSY = 5;
    private static final int NOMEM = 7;
    private static final Pattern UNKNOWN_CODE = Pattern.compile("UNKNOWN_ERROR]?:(\\d+)");

    private SqlStates() {}

    /**
     * The same error with an SQLState, a vendor code, and the file in its text; an error that has a state stays as it
     * is.
     */
    static SQLException describe(SQLException error, Path file) {
        return describe(error, file.toString());
    }

    /** @param what the file, or what was done with it */
    static SQLException describe(SQLException error, String what) {
        if (error.getSQLState() != null) {
            return error;
        }
        int code = resultCode(error);
        String state = code == 0 ? stateWithoutCode(error) : stateOf(code);
        String message = what + ": " + error.getMessage() + hint(state, code);
        if (error instanceof BatchUpdateException batch) {
            return new BatchUpdateException(message, state, code, batch.getLargeUpdateCounts(), error);
        }
        SQLException described = new SQLException(message, state, code, error);
        if (error.getNextException() != null) {
            described.setNextException(describe(error.getNextException(), what));
        }
        return described;
    }

    /**
     * SQLite may have rolled the whole transaction back (<a
     * href="https://www.sqlite.org/lang_transaction.html">here</a>).
     */
    static boolean endsTransaction(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        int plain = error.getErrorCode() & 0xff;
        return POISONING.contains(state)
                || state.equals(FULL)
                || state.equals(INTERRUPTED)
                || plain == BUSY
                || plain == NOMEM;
    }

    /** The first error in the chain of causes that has an SQLState. */
    static Optional<SQLException> firstWithState(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static String stateOf(int code) {
        switch (SQLiteErrorCode.getErrorCode(code)) {
            case SQLITE_READONLY_DBMOVED, SQLITE_IOERR_VNODE:
                return FILE_CHANGED;
            case SQLITE_IOERR_NOMEM: // says nothing of the disk
                return OUT_OF_MEMORY;
            default:
                break;
        }
        return switch (SQLiteErrorCode.getErrorCode(code & 0xff)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> LOCKED;
            case SQLITE_READONLY -> READ_ONLY;
            case SQLITE_IOERR -> IO_ERROR;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> CORRUPT;
            case SQLITE_FULL, SQLITE_NOLFS -> FULL;
            case SQLITE_NOMEM -> OUT_OF_MEMORY;
            case SQLITE_CANTOPEN, SQLITE_PERM -> CANNOT_OPEN;
            case SQLITE_AUTH -> NOT_ALLOWED;
            case SQLITE_CONSTRAINT -> CONSTRAINT;
            case SQLITE_TOOBIG, SQLITE_MISMATCH -> BAD_DATA;
            case SQLITE_INTERRUPT -> INTERRUPTED;
            default -> OTHER;
        };
    }

    /** The state of an error of Java's own file access: full when it says so, else the other one. */
    static String ofDisk(IOException error, String otherwise) {
        return String.valueOf(error.getMessage()).contains("No space left") ? FULL : otherwise;
    }

    private static String stateWithoutCode(SQLException error) {
        String text = String.valueOf(error.getMessage());
        return text.contains("closed") ? CLOSED : OTHER;
    }

    private static int resultCode(SQLException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return sqlite.getResultCode() == SQLiteErrorCode.UNKNOWN_ERROR
                        ? codeInText(sqlite)
                        : sqlite.getResultCode().code;
            }
        }
        return error.getErrorCode();
    }

    /** A code that is newer than the driver is only in the text. */
    private static int codeInText(SQLiteException error) {
        Matcher code = UNKNOWN_CODE.matcher(String.valueOf(error.getMessage()));
        return code.find() ? Integer.parseInt(code.group(1)) : 0;
    }

    private static String hint(String state, int code) {
        return switch (state) {
            case LOCKED -> ". Another process or thread holds the lock: try again, or find it with fuser or lsof";
            case READ_ONLY -> ". Make the file and its directory writable for the user that runs Karaf";
            case IO_ERROR -> ". Look at the disk and at the kernel's log; the file system may have turned read-only";
            case CORRUPT -> code == SQLiteErrorCode.SQLITE_NOTADB.code
                    ? ". This is no SQLite database, or its header is damaged: move it away or restore a backup"
                    : ". The database is damaged: restore a backup";
            case FULL -> ". Make room on the disk, or raise max_page_count if it is set";
            case CANNOT_OPEN -> ". Look at the path and at the permissions of its directories";
            default -> "";
        };
    }
}

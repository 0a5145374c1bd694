package io.tunnelwatch.store.internal.health;

import io.tunnelwatch.history.StoreHealth.State;
import io.tunnelwatch.store.internal.database.ForeignDatabaseException;
import io.tunnelwatch.store.internal.database.JpaNotReadyException;
import io.tunnelwatch.store.internal.database.NoDataSourceException;
import io.tunnelwatch.store.internal.database.RecoveryPostponedException;
import io.tunnelwatch.store.internal.entity.UnreadableRowException;
import io.tunnelwatch.store.internal.query.OutOfTimeException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells from an error how the database is, by its SQLState and SQLite's extended result code (<a
 * href="https://www.sqlite.org/rescode.html">rescode</a>), which the data source gives it.
 */
public final class FaultClassifier {

    private static final String CONFIGURATION = "etc/org.ops4j.datasource-tunnelwatch.cfg";
    private static final String BY_ITSELF = "Events are safe in the log; the store tries again at most every 5 s. ";

    private static final Set<String> MAY_PASS = Set.of("40000", "40001", "25006", "58030", "08003", "08006");

    private static final String INTERRUPTED = "57014";

    private static final String PUT_AWAY =
            "The file is put away to quarantine/, the newest good backup takes its place,"
                    + " and the log is read behind it";

    private static final String NOT_ONLY_MODES =
            ": see its permissions, lsattr (chattr -i), and whether the file system is mounted read-only";

    /** What OpenJPA adds to a message: the statement, with a number that is another one each time. */
    private static final Pattern STATEMENT = Pattern.compile(" \\{(prep)?stmnt .*");

    private FaultClassifier() {}

    /**
     * Whether the data itself was refused, or a row that it changes can not be read: the database is well, and the same
     * data will never be taken.
     *
     * @see <a href="https://en.wikipedia.org/wiki/SQLSTATE">SQLSTATE classes 22 and 23</a>
     */
    public static boolean refusedData(Throwable error) {
        return find(error, UnreadableRowException.class).isPresent()
                || firstSqlError(error)
                        .map(SQLException::getSQLState)
                        .filter(state -> state.startsWith("22") || state.startsWith("23"))
                        .isPresent();
    }

    /** Whether the same call may succeed with another connection, or a little later. */
    public static boolean mayPass(Throwable error) {
        return firstSqlError(error)
                .map(SQLException::getSQLState)
                .filter(MAY_PASS::contains)
                .isPresent();
    }

    /** Whether the thread was asked to end while it waited: of the database that says nothing. */
    public static boolean isInterruption(Throwable error) {
        return find(error, InterruptedException.class).isPresent()
                || firstSqlError(error)
                        .filter(sql -> sql.getSQLState().equals(INTERRUPTED))
                        .isPresent();
    }

    /**
     * What the error says.
     *
     * @param file the database's file; empty when it is not known
     */
    public static Fault classify(Throwable error, Optional<Path> file) {
        if (find(error, NoDataSourceException.class).isPresent()) {
            return fault(
                    State.MISSING,
                    "there is no data source named tunnelwatch",
                    "Is " + CONFIGURATION + " there, with a url that begins with jdbc:sqlite: and no unknown setting?"
                            + " Karaf's log has the reason if one was refused");
        }
        if (find(error, JpaNotReadyException.class).isPresent()) {
            return fault(
                    State.MISSING,
                    at(file) + "the persistence unit of the store is not there",
                    "It comes a moment after the data source; if it stays away, look for bundles that are not active:"
                            + " bundle:list");
        }
        if (find(error, OutOfTimeException.class).isPresent()) {
            return fault(State.IO_ERROR, at(file) + message(error), "Does the disk of " + name(file) + " hang?");
        }
        Optional<ForeignDatabaseException> foreign = find(error, ForeignDatabaseException.class);
        if (foreign.isPresent()) {
            return fault(State.MISSING, at(file) + foreign.get().getMessage(), "See " + CONFIGURATION);
        }
        if (find(error, RecoveryPostponedException.class).isPresent()) {
            return fault(State.CORRUPT, message(error), "Check the disk; then call alert:store-check");
        }
        Optional<FileSystemException> files = find(error, FileSystemException.class);
        if (files.isPresent()) {
            return classify(files.get());
        }
        return firstSqlError(error)
                .map(sql -> classify(sql, file))
                .orElseGet(() -> fault(State.IO_ERROR, at(file) + message(error), "See Karaf's log for the error"));
    }

    /** An error of work on files, for people: Java's own ones often tell no more than the name of the file. */
    public static String describe(Throwable error) {
        return find(error, FileSystemException.class)
                .map(file -> classify(file).cause())
                .orElseGet(() -> message(error));
    }

    /** What a check of the file says. */
    public static Fault damaged(Path file, String problem) {
        return fault(State.CORRUPT, file + " did not pass its check: " + problem, PUT_AWAY);
    }

    /** A file could not be put away, or a backup not in its place. */
    private static Fault classify(FileSystemException error) {
        String reason = String.valueOf(error.getReason());
        String message = error.getFile() + ": " + (error.getReason() == null ? error.toString() : reason);
        if (reason.contains("No space left") || reason.contains("quota")) {
            return fault(State.FULL, message, "Free room on the file system of " + error.getFile());
        }
        if (error instanceof AccessDeniedException
                || reason.contains("Read-only file system")
                || reason.contains("Operation not permitted")) {
            return fault(
                    State.READONLY,
                    message,
                    "Make " + error.getFile() + " and its directory writable for the user that runs Karaf"
                            + NOT_ONLY_MODES);
        }
        return fault(State.IO_ERROR, message, "Look at the disk of " + error.getFile() + " and at Karaf's log");
    }

    private static Fault classify(SQLException error, Optional<Path> file) {
        String message = message(error);
        String state = String.valueOf(error.getSQLState());
        if (file.isEmpty() && (state.startsWith("08") || state.startsWith("57P"))) {
            return fault(State.UNREACHABLE, message, "Does the database server run, and can it be reached from here?");
        }
        return switch (state) {
            case "40000", "40001" -> fault(
                    State.LOCKED, message, "Another process holds a lock: find it with fuser " + name(file));
            case "25006" -> fault(
                    State.READONLY,
                    message,
                    "Make " + name(file) + " and its directory writable for the user that runs Karaf" + NOT_ONLY_MODES);
            case "53100" -> fault(State.FULL, message, "Free room on the file system of " + name(file));
            case "XX001" -> fault(State.CORRUPT, message, PUT_AWAY);
            case "08006", "08003" -> fault(
                    State.MISSING,
                    message,
                    "Was " + name(file) + " moved or deleted? What is there now is used; if nothing is, the newest"
                            + " backup is restored, and the log read behind it");
            case "08001" -> cannotOpen(message, file.orElseThrow()); // without one it is a server
            case "53300" -> fault(State.IO_ERROR, message, "See the pool in alert:store");
            default -> fault(State.IO_ERROR, message, "Look at the disk of " + name(file) + " and at Karaf's log");
        };
    }

    private static Fault cannotOpen(String message, Path path) {
        Path directory = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path)) {
            return fault(
                    State.MISSING,
                    message,
                    "Move the directory " + path + " away, or set another url in " + CONFIGURATION);
        }
        if (!Files.isDirectory(directory)) {
            return fault(
                    State.MISSING,
                    message,
                    "Create the directory " + directory + ", or set another url in " + CONFIGURATION);
        }
        return fault(
                State.READONLY,
                message,
                "Make " + directory + " writable for the user that runs Karaf" + NOT_ONLY_MODES);
    }

    private static Fault fault(State state, String cause, String hint) {
        return new Fault(state, cause, BY_ITSELF + hint);
    }

    private static String name(Optional<Path> file) {
        return file.map(Path::toString).orElse("the database");
    }

    private static String at(Optional<Path> file) {
        return file.map(path -> path + ": ").orElse("");
    }

    private static String message(Throwable error) {
        return error.getMessage() == null
                ? error.toString()
                : STATEMENT
                        .matcher(error.getMessage().lines().findFirst().orElse(""))
                        .replaceFirst("");
    }

    private static Optional<SQLException> firstSqlError(Throwable error) {
        Optional<SQLException> found = Optional.empty();
        int depth = 0;
        for (Throwable cause = error; cause != null && depth < 50; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                found = Optional.of(sql); // the innermost one was first
            }
        }
        return found;
    }

    private static <T extends Throwable> Optional<T> find(Throwable error, Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}

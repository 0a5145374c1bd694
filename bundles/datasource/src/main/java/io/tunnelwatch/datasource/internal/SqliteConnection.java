package io.tunnelwatch.datasource.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one SQLite file. Its errors, and those of its statements and results, have an SQLState, because dbcp2
 * asks {@link #handleException} for each of them. It adds two promises that sqlite-jdbc does not make:
 *
 * <ul>
 *   <li>A transaction that failed in its middle leaves nothing. SQLite rolls back by itself on some errors and goes on
 *       in autocommit, unknown to the driver, so the next statement would be kept. Here the transaction is over at
 *       once, what follows goes into one that can only be rolled back.
 *   <li>A commit that failed is rolled back. Otherwise the driver would try it again with {@code setAutoCommit(true)}.
 * </ul>
 *
 * <p>For one thread at a time.
 */
final class SqliteConnection extends DelegatingConnection<Connection> implements FileBound {

    private final Path file;
    private final FileIdentity identity;
    private final Supplier<Path> inUse;
    private @Nullable SQLException failure;

    /** @param inUse the file of the data source, which may be another one by and by */
    SqliteConnection(Connection raw, Path file, FileIdentity identity, Supplier<Path> inUse) {
        super(raw);
        this.file = file;
        this.identity = identity;
        this.inUse = inUse;
        setCacheState(false);
    }

    @Override
    public void checkFile() throws SQLException {
        if (!inUse.get().equals(file)) {
            throw changed(" is no longer the file of this data source, which is " + inUse.get());
        }
        Optional<FileIdentity> now = FileIdentity.of(file);
        if (now.isEmpty()) {
            throw changed(" is gone: it was moved away or deleted");
        }
        if (!now.get().equals(identity)) {
            throw changed(" is another file now: it was replaced");
        }
    }

    private SQLException changed(String what) {
        return new SQLException(
                file + what + " since this connection was opened. What was written here and not committed is dropped;"
                        + " a new connection uses what is there now",
                SqlStates.FILE_CHANGED);
    }

    @Override
    public void commit() throws SQLException {
        checkOpen();
        if (raw().getAutoCommit()) {
            super.commit();
            return;
        }
        try {
            if (failure != null) {
                throw failure;
            }
            checkFile();
            raw().commit();
        } catch (SQLException e) {
            SQLException first = SqlStates.describe(e, file);
            beginAgain(first);
            failure = null;
            throw new SQLException(
                    "the transaction was rolled back: " + first.getMessage(),
                    first.getSQLState(),
                    first.getErrorCode(),
                    first);
        }
    }

    @Override
    public void rollback() throws SQLException {
        boolean alreadyDone = failure != null && raw().isClosed();
        failure = null;
        if (!alreadyDone) {
            super.rollback();
        }
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        checkOpen();
        if (!autoCommit || raw().getAutoCommit()) {
            super.setAutoCommit(autoCommit);
            return;
        }
        try {
            commit();
        } finally {
            super.setAutoCommit(true);
        }
    }

    @Override
    protected void handleException(SQLException e) throws SQLException {
        SQLException error = SqlStates.describe(e, file);
        if (SqlStates.endsTransaction(error) && !raw().isClosed() && !raw().getAutoCommit()) {
            if (failure == null) {
                failure = error;
            }
            beginAgain(error); // each time: SQLite rolls the next one back as well
        }
        throw error;
    }

    /**
     * Ends the transaction in SQLite, whatever is left of it, and begins another; closes the connection if that can not
     * be.
     */
    private void beginAgain(SQLException reason) {
        try (Statement statement = raw().createStatement()) {
            rollbackIfAny(statement);
            statement.execute("BEGIN");
        } catch (SQLException e) {
            reason.addSuppressed(e);
            closeRaw(reason);
        }
    }

    private static void rollbackIfAny(Statement statement) throws SQLException {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite did it itself; if it is another error, BEGIN fails too, inside of a transaction
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw e;
            }
        }
    }

    private void closeRaw(SQLException reason) {
        try {
            raw().close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    protected void checkOpen() throws SQLException {
        if (isClosedInternal() || raw().isClosed()) {
            throw new SQLException(file + ": this connection is closed", SqlStates.CLOSED);
        }
    }

    /** Asks nothing of the database: a connection that poisons itself is thrown away when it happens. */
    @Override
    public boolean isValid(Duration timeout) throws SQLException {
        return !isClosedInternal() && !raw().isClosed();
    }

    /** As DBCP before 2.10 asks. */
    @Override
    @SuppressWarnings("deprecation") // by DBCP, not by JDBC
    public boolean isValid(int timeoutSeconds) throws SQLException {
        return isValid(Duration.ofSeconds(timeoutSeconds));
    }

    /** Closes; the driver's own does nothing. */
    @Override
    public void abort(Executor executor) throws SQLException {
        raw().close();
    }

    private Connection raw() {
        return getDelegateInternal();
    }
}

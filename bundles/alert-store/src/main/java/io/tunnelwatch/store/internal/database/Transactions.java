package io.tunnelwatch.store.internal.database;

import java.sql.SQLException;
import java.util.function.Function;
import javax.persistence.EntityManager;

/** Runs work in a managed transaction of its own. Safe for any number of threads. */
public interface Transactions {

    /** Whether there is something to ask now, be it well or sick. */
    boolean areThere();

    /**
     * Borrows a connection and gives it back. OpenJPA hides the reason of a first connection that fails; here it is.
     *
     * @throws SQLException the database can not be opened
     * @throws NoDataSourceException there is no data source now
     */
    void open() throws SQLException;

    /**
     * Runs the work, flushes, and commits; any exception rolls back.
     *
     * @throws NoDataSourceException there is no data source now
     * @throws RuntimeException what went wrong first: the work's own error rather than one that followed from it
     */
    <R> R required(Function<EntityManager, R> work);
}

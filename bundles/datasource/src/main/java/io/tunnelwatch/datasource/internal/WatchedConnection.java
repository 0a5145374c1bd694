package io.tunnelwatch.datasource.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.apache.commons.dbcp2.DelegatingConnection;

/**
 * Tells the pool of each error. It stands below the transaction's resource, so it also sees those of commit and
 * rollback, which the pool's own connection does not.
 */
final class WatchedConnection extends DelegatingConnection<Connection> {

    private final Consumer<SQLException> onError;

    WatchedConnection(Connection connection, Consumer<SQLException> onError) {
        super(connection);
        this.onError = onError;
        setCacheState(false);
    }

    @Override
    protected void handleException(SQLException e) throws SQLException {
        onError.accept(e);
        throw e;
    }
}

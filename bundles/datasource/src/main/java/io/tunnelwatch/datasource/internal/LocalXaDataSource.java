package io.tunnelwatch.datasource.internal;

import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.datasource.SqliteFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;
import javax.transaction.Status;
import javax.transaction.SystemException;
import javax.transaction.TransactionManager;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.managed.ManagedDataSource;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool whose connections take part in the managed transaction of the thread that asks for one. In a transaction each
 * call gets the same enlisted connection, or an error; without a transaction a connection is in autocommit. A
 * connection whose file is gone or exchanged is not lent out, and after an error that poisons connections the whole
 * pool is evicted, so the next call starts afresh.
 */
final class LocalXaDataSource implements DataSource, PoolStatus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalXaDataSource.class);

    private final DataSource source;
    private final PoolSettings settings;
    private final TransactionManager transactions;
    private final ConnectionMaker maker;
    private final GenericObjectPool<PoolableConnection> pool;
    private final ManagedDataSource<PoolableConnection> managed;
    private final Optional<SqliteFile> wholeFile;

    LocalXaDataSource(DataSource source, PoolSettings settings, TransactionManager transactions) {
        this.source = source;
        this.settings = settings;
        this.transactions = transactions;
        OnePhaseConnectionFactory connections = new OnePhaseConnectionFactory(transactions, this::open);
        maker = new ConnectionMaker(connections);
        pool = new GenericObjectPool<>(maker, config(settings), abandoned(settings));
        maker.setPool(pool);
        managed = new ManagedDataSource<>(pool, connections.getTransactionRegistry());
        wholeFile = source instanceof SqliteDataSource sqlite
                ? Optional.of(new SqliteFiles(sqlite, this::evict))
                : Optional.empty();
    }

    private static GenericObjectPoolConfig<PoolableConnection> config(PoolSettings settings) {
        GenericObjectPoolConfig<PoolableConnection> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(settings.maxTotal());
        config.setMaxIdle(settings.maxIdle());
        config.setMaxWait(settings.maxWait());
        config.setTestOnBorrow(true);
        config.setTestOnReturn(true);
        config.setJmxEnabled(false);
        return config;
    }

    private static AbandonedConfig abandoned(PoolSettings settings) {
        AbandonedConfig config = new AbandonedConfig();
        config.setRemoveAbandonedOnBorrow(true);
        config.setRemoveAbandonedOnMaintenance(true); // borrowing does it only when nearly all are gone
        config.setRemoveAbandonedTimeout(settings.abandonedAfter());
        return config;
    }

    private Connection open() throws SQLException {
        try {
            return new WatchedConnection(source.getConnection(), this::noticeError);
        } catch (SQLException e) {
            noticeError(e);
            throw e;
        }
    }

    private void noticeError(SQLException error) {
        if (error.getSQLState() != null && SqlStates.POISONING.contains(error.getSQLState())) {
            LOG.debug("Evicting all connections after an error", error);
            evict();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        int status = transactionStatus();
        if (status != Status.STATUS_NO_TRANSACTION && status != Status.STATUS_ACTIVE) {
            throw new SQLException(
                    "no connection for a transaction that is over or marked for rollback (status " + status
                            + "): what is written now would be kept, or lost, against what the caller expects",
                    SqlStates.NOT_ENLISTED);
        }
        Connection connection = borrow();
        try {
            if (status == Status.STATUS_ACTIVE && connection.getAutoCommit()) {
                throw new SQLException(
                        "the connection did not enlist in the transaction, each statement would commit by itself",
                        SqlStates.NOT_ENLISTED);
            }
            if (connection.isWrapperFor(FileBound.class)) {
                connection.unwrap(FileBound.class).checkFile();
            }
            return connection;
        } catch (SQLException e) {
            noticeError(e);
            closeAfter(e, connection);
            throw e;
        }
    }

    private Connection borrow() throws SQLException {
        try {
            return managed.getConnection();
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    /** dbcp2 says "Unable to acquire"; what helps is in the causes. */
    private SQLException explain(SQLException error) {
        Optional<SQLException> cause = SqlStates.firstWithState(error);
        if (cause.isPresent()) {
            SQLException first = cause.get();
            return new SQLException(first.getMessage(), first.getSQLState(), first.getErrorCode(), error);
        }
        if (error.getCause() instanceof NoSuchElementException) {
            return new SQLException(
                    name() + ": no connection came free in "
                            + settings.maxWait().toMillis() + " ms, all " + max()
                            + " are in use. Somebody holds them for too long or does not close them"
                            + " (those unused for " + settings.abandonedAfter().toSeconds()
                            + " s are taken back); or set pool.maxTotal higher",
                    SqlStates.NO_CONNECTION_FREE,
                    error);
        }
        return new SQLException(name() + ": " + error.getMessage(), SqlStates.OTHER, error);
    }

    private int transactionStatus() throws SQLException {
        try {
            return transactions.getStatus();
        } catch (SystemException e) {
            throw new SQLException("the transaction manager does not say its status", SqlStates.OTHER, e);
        }
    }

    private static void closeAfter(SQLException error, Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            error.addSuppressed(e);
        }
    }

    private String name() {
        return file().map(Path::toString).orElse("the database");
    }

    @Override
    public int active() {
        return pool.getNumActive();
    }

    @Override
    public int idle() {
        return pool.getNumIdle();
    }

    @Override
    public int max() {
        return settings.maxTotal();
    }

    @Override
    public void evict() {
        maker.endGeneration();
        pool.clear();
        try {
            pool.evict(); // takes those back that somebody forgot
        } catch (Exception e) { // as it is declared
            LOG.debug("Connections that somebody forgot could not be taken back", e);
        }
    }

    @Override
    public Optional<Path> file() {
        return wholeFile.map(SqliteFile::path);
    }

    /** Closes what is idle, and what is in use when it comes back. */
    @Override
    public void close() {
        pool.close();
    }

    /** As {@link #getConnection()}: the user is part of the configuration. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (wholeFile.filter(type::isInstance).isPresent()) {
            return type.cast(wholeFile.get());
        }
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || wholeFile.filter(type::isInstance).isPresent() || source.isWrapperFor(type);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("SLF4J is used", "0A000");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("set pool.maxWaitMillis", "0A000");
    }

    @Override
    public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("java.util.logging is not used", "0A000");
    }
}

package io.tunnelwatch.datasource.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.managed.PoolableManagedConnectionFactory;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, checks and ends the connections of a pool. Each belongs to a generation; an eviction ends the generation. */
final class ConnectionMaker extends PoolableManagedConnectionFactory {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionMaker.class);

    private final AtomicLong generation = new AtomicLong();

    ConnectionMaker(OnePhaseConnectionFactory connections) {
        super(connections, null);
        setDisconnectionSqlCodes(SqlStates.POISONING);
        setFastFailValidation(true);
        setRollbackOnReturn(true);
        setAutoCommitOnReturn(true);
        setCacheState(false);
    }

    /** No connection that was made before this call is lent out after it. */
    void endGeneration() {
        generation.incrementAndGet();
    }

    @Override
    public synchronized PooledObject<PoolableConnection> makeObject() throws java.sql.SQLException {
        long now = generation.get();
        return new Aged(super.makeObject().getObject(), now);
    }

    @Override
    public boolean validateObject(PooledObject<PoolableConnection> pooled) {
        return pooled instanceof Aged aged && aged.generation == generation.get() && super.validateObject(pooled);
    }

    /** Closes it in any case: for an abandoned one dbcp2 calls the driver's {@code abort}, which does nothing. */
    @Override
    public void destroyObject(PooledObject<PoolableConnection> pooled, DestroyMode mode) throws java.sql.SQLException {
        if (mode == DestroyMode.ABANDONED) {
            LOG.warn(
                    "A database connection was held for {} s without use and was taken back; whoever holds it must close it",
                    pooled.getActiveDuration().toSeconds());
        }
        pooled.getObject().reallyClose();
    }

    private static final class Aged extends DefaultPooledObject<PoolableConnection> {

        private final long generation;

        Aged(PoolableConnection connection, long generation) {
            super(connection);
            this.generation = generation;
        }
    }
}

package io.tunnelwatch.datasource.internal;

import java.sql.Connection;
import java.sql.SQLException;
import javax.transaction.TransactionManager;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.apache.commons.dbcp2.ConnectionFactory;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.apache.commons.dbcp2.managed.LocalXAConnectionFactory;

/**
 * Makes connections that can be the one resource of a managed transaction. What dbcp2 makes leaves the code of an error
 * empty, which is no answer to whether the work was kept; here a commit that failed says that it was rolled back.
 */
final class OnePhaseConnectionFactory extends LocalXAConnectionFactory {

    OnePhaseConnectionFactory(TransactionManager transactions, ConnectionFactory connections) {
        super(transactions, connections);
    }

    @Override
    public Connection createConnection() throws SQLException {
        Connection connection = getConnectionFactory().createConnection();
        // dbcp2 looks a connection up by what is at the bottom of its wrappers
        Connection bottom = connection instanceof DelegatingConnection<?> wrapper
                ? wrapper.getInnermostDelegateInternal()
                : connection;
        getTransactionRegistry().registerConnection(bottom, new OnePhaseResource(connection));
        return connection;
    }

    private static final class OnePhaseResource extends LocalXAResource {

        OnePhaseResource(Connection connection) {
            super(connection);
        }

        @Override
        public synchronized void commit(Xid xid, boolean onePhase) throws XAException {
            try {
                super.commit(xid, onePhase);
            } catch (XAException e) {
                throw coded(e, XAException.XA_RBROLLBACK);
            }
        }

        @Override
        public synchronized void rollback(Xid xid) throws XAException {
            try {
                super.rollback(xid);
            } catch (XAException e) {
                throw coded(e, XAException.XAER_RMERR);
            }
        }

        private static XAException coded(XAException error, int code) {
            if (error.errorCode == 0) {
                error.errorCode = code;
            }
            return error;
        }
    }
}

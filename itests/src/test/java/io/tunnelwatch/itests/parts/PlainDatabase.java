package io.tunnelwatch.itests.parts;

import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.datasource.internal.LocalXaPooledDataSourceFactory;
import io.tunnelwatch.datasource.internal.SqliteDataSourceFactory;
import io.tunnelwatch.store.internal.database.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;
import javax.transaction.TransactionManager;
import org.apache.geronimo.transaction.manager.GeronimoTransactionManager;
import org.osgi.service.jdbc.DataSourceFactory;

/** The data source and the persistence unit as pax-jdbc and Aries JPA would make them: real, but for OSGi. */
public final class PlainDatabase implements Database, AutoCloseable {

    private static final TransactionManager TRANSACTIONS = transactions();

    private final EntityManagerFactory factory;
    private final DataSource dataSource;
    private final PoolStatus pool;
    private final SqliteFile sqlite;

    /** @param file of the database; made if it is not there */
    public PlainDatabase(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:sqlite:" + file);
        dataSource = new LocalXaPooledDataSourceFactory(TRANSACTIONS).create(new SqliteDataSourceFactory(), properties);
        pool = dataSource.unwrap(PoolStatus.class);
        sqlite = dataSource.unwrap(SqliteFile.class);
        factory = Persistence.createEntityManagerFactory(
                "tunnelwatch",
                Map.of(
                        "javax.persistence.jtaDataSource",
                        dataSource,
                        "openjpa.ConnectionFactory",
                        dataSource,
                        "openjpa.ManagedRuntime",
                        "invocation(TransactionManagerMethod=" + PlainDatabase.class.getName() + ".manager)"));
    }

    /** Called by OpenJPA, by its name. */
    public static TransactionManager manager() {
        return TRANSACTIONS;
    }

    @Override
    public Optional<PoolStatus> pool() {
        return Optional.of(pool);
    }

    @Override
    public Optional<SqliteFile> sqlite() {
        return Optional.of(sqlite);
    }

    @Override
    public boolean areThere() {
        return true;
    }

    @Override
    public void open() throws SQLException {
        dataSource.getConnection().close();
    }

    @Override
    public <R> R required(Function<EntityManager, R> work) {
        try {
            TRANSACTIONS.begin();
            try {
                R result = joined(work);
                TRANSACTIONS.commit();
                return result;
            } finally {
                if (TRANSACTIONS.getTransaction() != null) {
                    TRANSACTIONS.rollback();
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private <R> R joined(Function<EntityManager, R> work) {
        EntityManager entityManager = factory.createEntityManager();
        try {
            entityManager.joinTransaction();
            R result = work.apply(entityManager);
            entityManager.flush();
            return result;
        } finally {
            entityManager.close();
        }
    }

    @Override
    public void close() throws Exception {
        factory.close();
        ((AutoCloseable) dataSource).close();
    }

    private static TransactionManager transactions() {
        try {
            return new GeronimoTransactionManager();
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}

package io.tunnelwatch.datasource.internal;

import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import javax.transaction.TransactionManager;
import org.ops4j.pax.jdbc.pool.common.PooledDataSourceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * The pool that a data source of pax-jdbc asks for with {@code pool=dbcp2-local} and {@code xa=true}. It works with any
 * {@link DataSourceFactory}; what it makes also answers {@code unwrap(PoolStatus.class)}. A transaction must hold no
 * second resource, because the commit has one phase.
 */
@Component(
        service = PooledDataSourceFactory.class,
        property = {PooledDataSourceFactory.POOL_KEY + "=dbcp2-local", PooledDataSourceFactory.XA_KEY + "=true"})
public final class LocalXaPooledDataSourceFactory implements PooledDataSourceFactory {

    private final TransactionManager transactions;

    /** Made by Declarative Services. */
    @Activate
    public LocalXaPooledDataSourceFactory(@Reference TransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public DataSource create(DataSourceFactory factory, Properties properties) throws SQLException {
        Properties forDriver = new Properties();
        for (String name : properties.stringPropertyNames()) {
            if (!name.startsWith(PoolSettings.PREFIX) && !name.equals(POOL_KEY) && !name.equals(XA_KEY)) {
                forDriver.setProperty(name, properties.getProperty(name));
            }
        }
        PoolSettings settings = PoolSettings.of(properties);
        return new LocalXaDataSource(factory.createDataSource(forDriver), settings, transactions);
    }
}

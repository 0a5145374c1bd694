package io.tunnelwatch.datasource.internal;

import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * Makes data sources over SQLite files: {@code url=jdbc:sqlite:/path}, and pragmas as further properties. A setting
 * that is not known, or that would break a promise (WAL), is refused with an {@link SQLException} that says what is
 * allowed. Nothing is opened until somebody asks for a connection.
 */
@Component(
        service = DataSourceFactory.class,
        property = {
            DataSourceFactory.OSGI_JDBC_DRIVER_NAME + "=tunnelwatch-sqlite",
            DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=org.sqlite.JDBC"
        })
public final class SqliteDataSourceFactory implements DataSourceFactory {

    /** Made by Declarative Services. */
    @Activate
    public SqliteDataSourceFactory() {}

    @Override
    public DataSource createDataSource(Properties properties) throws SQLException {
        return new SqliteDataSource(SqliteSettings.of(properties));
    }

    @Override
    public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties) throws SQLException {
        throw onlyDataSources();
    }

    @Override
    public XADataSource createXADataSource(Properties properties) throws SQLException {
        throw onlyDataSources();
    }

    @Override
    public Driver createDriver(Properties properties) throws SQLException {
        throw onlyDataSources();
    }

    private static SQLException onlyDataSources() {
        return new SQLFeatureNotSupportedException(
                "SQLite has one kind of connection: set dataSourceType=DataSource, and pool=dbcp2-local and xa=true for managed"
                        + " transactions",
                "0A000");
    }
}

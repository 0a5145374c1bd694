package io.tunnelwatch.store.internal;

import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.store.internal.database.Database;
import io.tunnelwatch.store.internal.database.NoDataSourceException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;
import javax.transaction.TransactionManager;
import org.apache.geronimo.transaction.manager.GeronimoTransactionManager;
import org.ops4j.pax.jdbc.pool.common.PooledDataSourceFactory;
import org.osgi.service.jdbc.DataSourceFactory;

/** The real stack without OSGi: our pool and driver, a transaction manager, OpenJPA, a file. */
public final class TestDatabase implements Database, AutoCloseable {

    private static final Set<String> GROWING = Set.of("alert", "alert_event", "delivery");
    private static final Pattern SCAN = Pattern.compile("^SCAN (\\w+)");

    private static TransactionManager manager;

    private final Path file;
    private final TransactionManager transactions;
    private final EntityManagerFactory factory;
    private final DataSource dataSource;
    private final PoolStatus pool;
    private final SqliteFile sqlite;
    private final Set<String> statements = Collections.synchronizedSet(new LinkedHashSet<>());
    volatile boolean gone;

    /** @param settings of the data source, each a name and its value */
    public TestDatabase(Path file, String... settings) throws Exception {
        this.file = file;
        this.transactions = manager();
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:sqlite:" + file);
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty(settings[i], settings[i + 1]);
        }
        this.dataSource =
                RecordingDataSource.of(poolFactory(transactions).create(driverFactory(), properties), statements::add);
        this.pool = dataSource.unwrap(PoolStatus.class);
        this.sqlite = dataSource.unwrap(SqliteFile.class);
        Map<String, Object> unit = new HashMap<>();
        unit.put("javax.persistence.jtaDataSource", dataSource);
        unit.put("openjpa.ConnectionFactory", dataSource);
        unit.put(
                "openjpa.ManagedRuntime",
                "invocation(TransactionManagerMethod=" + TestDatabase.class.getName() + ".manager)");
        this.factory = Persistence.createEntityManagerFactory("tunnelwatch", unit);
    }

    /** Called by OpenJPA too, by its name. */
    public static synchronized TransactionManager manager() throws Exception {
        if (manager == null) {
            manager = new GeronimoTransactionManager();
        }
        return manager;
    }

    @Override
    public Optional<PoolStatus> pool() {
        return Optional.of(pool);
    }

    @Override
    public Optional<SqliteFile> sqlite() {
        return gone ? Optional.empty() : Optional.of(sqlite);
    }

    @Override
    public boolean areThere() {
        return !gone;
    }

    @Override
    public void open() throws SQLException {
        if (gone) {
            throw new NoDataSourceException();
        }
        dataSource.getConnection().close();
    }

    @Override
    public <R> R required(Function<EntityManager, R> work) {
        if (gone) {
            throw new NoDataSourceException();
        }
        try {
            transactions.begin();
            try {
                R result = joined(work);
                transactions.commit();
                return result;
            } catch (RuntimeException e) {
                if (transactions.getTransaction() != null) {
                    transactions.rollback();
                }
                throw e;
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

    /** One that somebody of ours holds until he closes it. */
    public Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    /** Asks the file past all of our code, as a person with sqlite3 would. */
    List<String> ask(String sql) throws SQLException {
        return ask(file, sql);
    }

    static List<String> ask(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }

    /** Makes a file past all of our code. */
    static void make(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Looks at a file in the middle of a transaction, whose changes have reached the disk. */
    static void inTransaction(Path file, String sql, Callable<?> look) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size = 2"); // spills at once
            statement.execute("BEGIN");
            statement.execute(sql);
            look.call();
            statement.execute("ROLLBACK");
        }
    }

    /** How SQLite goes about each statement that the questions become, one line each. */
    List<String> plansOf(Runnable questions) throws SQLException {
        List<String> plans = new ArrayList<>();
        for (String sql : statementsOf(questions)) {
            plans.add(String.join("; ", plan(sql)));
        }
        return plans;
    }

    /** Every statement that reaches the driver through the data source, each once. */
    List<String> statementsOf(Runnable work) {
        statements.clear();
        work.run();
        return List.copyOf(statements);
    }

    /** How SQLite goes about a statement; nothing for one that reads no table. */
    List<String> plan(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            List<String> steps = new ArrayList<>();
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
            return steps;
        }
    }

    /** Those of the statements' steps that read the whole of a table, or of an index, which grows with the history. */
    List<String> scansOfGrowingTables(List<String> statements) throws SQLException {
        List<String> scans = new ArrayList<>();
        for (String sql : statements) {
            for (String step : plan(sql)) {
                Matcher scan = SCAN.matcher(step);
                if (scan.find() && isGrowing(scan.group(1), sql)) {
                    scans.add(step + " in " + sql);
                }
            }
        }
        return scans;
    }

    private static boolean isGrowing(String nameOrAlias, String sql) {
        return GROWING.contains(nameOrAlias)
                || GROWING.stream().anyMatch(table -> Pattern.compile("\\b" + table + "( AS)? " + nameOrAlias + "\\b")
                        .matcher(sql)
                        .find());
    }

    /** Changes the file past all of our code. */
    void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    public void close() {
        factory.close();
        pool.evict();
    }

    private static DataSourceFactory driverFactory() throws Exception {
        return (DataSourceFactory)
                internal("SqliteDataSourceFactory").getConstructor().newInstance();
    }

    private static PooledDataSourceFactory poolFactory(TransactionManager manager) throws Exception {
        return (PooledDataSourceFactory) internal("LocalXaPooledDataSourceFactory")
                .getConstructor(TransactionManager.class)
                .newInstance(manager);
    }

    /** The bundle exports no class of these: in Karaf they are services. */
    private static Class<?> internal(String name) throws Exception {
        return Class.forName("io.tunnelwatch.datasource.internal." + name);
    }
}

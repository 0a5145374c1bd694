package io.tunnelwatch.store.internal.database;

import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.datasource.SqliteFile;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.sql.DataSource;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.apache.openjpa.kernel.Broker;
import org.jspecify.annotations.Nullable;

/** Transactions through Aries JPA's template, which comes and goes with the data source: it is asked for each time. */
public final class JpaTransactions implements Database {

    private final Supplier<Optional<DataSource>> dataSource;
    private final Supplier<Optional<JpaTemplate>> template;

    public JpaTransactions(Supplier<Optional<DataSource>> dataSource, Supplier<Optional<JpaTemplate>> template) {
        this.dataSource = dataSource;
        this.template = template;
    }

    @Override
    public boolean areThere() {
        return dataSource.get().isPresent() && template.get().isPresent();
    }

    @Override
    public void open() throws SQLException {
        dataSource.get().orElseThrow(NoDataSourceException::new).getConnection().close();
    }

    @Override
    public <R> R required(Function<EntityManager, R> work) {
        JpaTemplate jpa = template.get()
                .orElseThrow(
                        () -> dataSource.get().isPresent() ? new JpaNotReadyException() : new NoDataSourceException());
        return jpa.txExpr(TransactionType.Required, entityManager -> outcome(entityManager, work))
                .get();
    }

    @Override
    public Optional<PoolStatus> pool() {
        return unwrap(PoolStatus.class);
    }

    @Override
    public Optional<SqliteFile> sqlite() {
        return unwrap(SqliteFile.class);
    }

    private <T> Optional<T> unwrap(Class<T> type) {
        Optional<DataSource> present = dataSource.get();
        try {
            return present.isPresent() && present.get().isWrapperFor(type)
                    ? Optional.of(present.get().unwrap(type))
                    : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty(); // another pool, of which nothing is known
        }
    }

    /**
     * What the work throws does not pass through the template, which would log it twice with its trace, at each attempt
     * on a database that is sick, and might throw a later error that says less.
     */
    private static <R> Outcome<R> outcome(EntityManager entityManager, Function<EntityManager, R> work) {
        try {
            R result = work.apply(entityManager);
            entityManager.flush();
            return new Outcome<>(result, null);
        } catch (RuntimeException e) {
            try {
                entityManager.unwrap(Broker.class).setRollbackOnly();
            } catch (RuntimeException notMarked) {
                e.addSuppressed(notMarked);
                throw e; // the template rolls back in its own way
            }
            return new Outcome<>(null, e);
        }
    }

    private record Outcome<R>(@Nullable R result, @Nullable RuntimeException failure) {

        R get() {
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }
}

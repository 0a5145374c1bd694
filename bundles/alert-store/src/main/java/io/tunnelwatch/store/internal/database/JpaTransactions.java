package io.tunnelwatch.store.internal.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.sql.DataSource;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;

/** Transactions through Aries JPA's template, which comes and goes with the data source: it is asked for each time. */
public final class JpaTransactions implements Transactions {

    private final Supplier<Optional<DataSource>> dataSource;
    private final Supplier<Optional<JpaTemplate>> template;

    public JpaTransactions(Supplier<Optional<DataSource>> dataSource, Supplier<Optional<JpaTemplate>> template) {
        this.dataSource = dataSource;
        this.template = template;
    }

    @Override
    public void open() throws SQLException {
        dataSource.get().orElseThrow(NoDataSourceException::new).getConnection().close();
    }

    @Override
    public <R> R required(Function<EntityManager, R> work) {
        JpaTemplate jpa = template.get().orElseThrow(NoDataSourceException::new);
        AtomicReference<RuntimeException> first = new AtomicReference<>();
        try {
            return jpa.txExpr(TransactionType.Required, entityManager -> {
                try {
                    R result = work.apply(entityManager);
                    entityManager.flush();
                    return result;
                } catch (RuntimeException e) {
                    first.set(e);
                    throw e;
                }
            });
        } catch (RuntimeException e) {
            RuntimeException cause = first.get();
            if (cause == null || cause == e) {
                throw e;
            }
            // what the template throws may follow from the first error, and say less
            cause.addSuppressed(e);
            throw cause;
        }
    }
}

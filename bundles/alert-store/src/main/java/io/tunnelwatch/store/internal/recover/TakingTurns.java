package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.database.Writer;
import java.sql.SQLException;
import java.util.function.Function;
import javax.persistence.EntityManager;

/** Transactions that each wait for their turn to write, so that the projection goes on between them. */
final class TakingTurns implements Transactions {

    private final Transactions database;
    private final Writer writer;
    private final Runnable onWritten;

    /** @param onWritten called after each transaction, in the writer's turn */
    TakingTurns(Transactions database, Writer writer, Runnable onWritten) {
        this.database = database;
        this.writer = writer;
        this.onWritten = onWritten;
    }

    @Override
    public boolean areThere() {
        return database.areThere();
    }

    @Override
    public void open() throws SQLException {
        database.open();
    }

    @Override
    public <R> R required(Function<EntityManager, R> work) {
        try (Writer.Turn turn = writer.take()) {
            R result = database.required(work);
            onWritten.run();
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two transactions", e);
        }
    }
}

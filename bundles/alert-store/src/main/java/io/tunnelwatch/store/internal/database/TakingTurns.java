package io.tunnelwatch.store.internal.database;

import java.sql.SQLException;
import java.util.function.Function;
import javax.persistence.EntityManager;

/**
 * Transactions that write beside the projection: each waits for its turn, so that the projection goes on between two of
 * them. An interrupt ends the waiting, and the thread stays interrupted.
 */
public final class TakingTurns implements Transactions {

    private final Transactions transactions;
    private final Writer writer;
    private final Runnable before;
    private final Runnable after;

    /**
     * @param before called in the turn, before each transaction
     * @param after called in the turn, after each transaction that was committed
     */
    public TakingTurns(Transactions transactions, Writer writer, Runnable before, Runnable after) {
        this.transactions = transactions;
        this.writer = writer;
        this.before = before;
        this.after = after;
    }

    @Override
    public boolean areThere() {
        return transactions.areThere();
    }

    @Override
    public void open() throws SQLException {
        transactions.open();
    }

    @Override
    public <R> R required(Function<EntityManager, R> work) {
        try (Writer.Turn turn = writer.take()) {
            before.run();
            R result = transactions.required(work);
            after.run();
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two transactions", e);
        }
    }
}

package io.tunnelwatch.store.internal.database;

import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.datasource.SqliteFile;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import javax.persistence.EntityManager;

/**
 * Keeps transactions and the exchange of the file apart. A connection to the old file would take the new file's journal
 * for its own, and empty it (<a href="https://www.sqlite.org/howtocorrupt.html">section 2.4</a>).
 */
public final class GuardedDatabase implements Database {

    private static final Duration MAX_WAIT = Duration.ofSeconds(8);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Database database;
    private final LongAdder committed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final ReentrantReadWriteLock file = new ReentrantReadWriteLock();

    public GuardedDatabase(Database database) {
        this.database = database;
    }

    /** Work on files. */
    @FunctionalInterface
    public interface FileWork {
        void run() throws IOException, SQLException;
    }

    /**
     * Runs work, as short as can be, while no transaction runs and no connection is open. Not to be called from within
     * a transaction.
     *
     * @throws FileInUseException a transaction did not end in time; nothing was done
     */
    public void withNobodyInIt(FileWork work) throws IOException, SQLException {
        try {
            if (!file.writeLock().tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new FileInUseException("a query still runs in the database after " + MAX_WAIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FileInUseException("interrupted while queries were waited for");
        }
        try {
            closeAllConnections();
            work.run();
        } finally {
            file.writeLock().unlock();
        }
    }

    /**
     * One that a stranger in this Karaf holds does not keep the history from healing for ever: the pool takes it back.
     */
    private void closeAllConnections() throws FileInUseException {
        Optional<PoolStatus> pool = pool();
        pool.ifPresent(PoolStatus::evict);
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        while (pool.filter(status -> status.active() > 0).isPresent()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw new FileInUseException("somebody holds " + pool.get().active()
                        + " connections of the data source tunnelwatch; they are taken back when they have not been used"
                        + " for a while");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    @Override
    public boolean areThere() {
        return database.areThere();
    }

    @Override
    public void open() throws SQLException {
        file.readLock().lock();
        try {
            database.open();
        } finally {
            file.readLock().unlock();
        }
    }

    @Override
    public <R> R required(Function<EntityManager, R> work) {
        file.readLock().lock();
        boolean done = false;
        try {
            R result = database.required(work);
            done = true;
            return result;
        } finally {
            file.readLock().unlock();
            (done ? committed : failed).increment();
        }
    }

    /** How many transactions were committed so far. */
    public long committed() {
        return committed.sum();
    }

    /** How many failed so far. */
    public long failed() {
        return failed.sum();
    }

    @Override
    public Optional<PoolStatus> pool() {
        return database.pool();
    }

    @Override
    public Optional<SqliteFile> sqlite() {
        return database.sqlite();
    }
}

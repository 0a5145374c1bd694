package io.tunnelwatch.store.internal.database;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to write, which one thread has at a time: SQLite makes writers that meet wait in a clumsy way, with waits
 * of seconds. Whoever has it can be sure that nobody of ours changes the file. In order of asking.
 */
public final class Writer {

    private final ReentrantLock lock = new ReentrantLock(true);

    /** The right, until it is closed. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for the right. */
    public Turn take() throws InterruptedException {
        lock.lockInterruptibly();
        return lock::unlock;
    }

    /** Whether somebody has the right now. */
    public boolean isTaken() {
        return lock.isLocked();
    }
}

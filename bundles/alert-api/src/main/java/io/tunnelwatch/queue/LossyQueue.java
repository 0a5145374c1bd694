package io.tunnelwatch.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A bounded queue with a thread of its own that hands on what is in it, in order. Who puts something in never waits:
 * when it is full, the oldest item goes. Safe for any number of threads.
 */
public final class LossyQueue<T> implements AutoCloseable {

    /** The other side of the queue. */
    public interface Taker<T> {

        /** Takes an item, in the queue's thread; may be slow. */
        void take(T item) throws InterruptedException;

        /**
         * {@link #take} threw this, and not because the queue was closed; the item is not tried again. In the queue's
         * thread.
         */
        void failed(Throwable cause);

        /**
         * The first item is lost since the queue was empty. In the thread of who put something in: answers at once.
         *
         * @param total how many were lost in all
         */
        void losing(long total);
    }

    private static final Duration MAX_WAIT_FOR_END = Duration.ofSeconds(5);

    private final Deque<T> items = new ArrayDeque<>();
    private final int capacity;
    private final Taker<T> taker;
    private final Thread thread;
    private long lost;
    private boolean losing;
    private volatile boolean closed;

    /**
     * @param name of the thread
     * @param capacity how many items it holds at most, beside the one that is being taken
     */
    public LossyQueue(String name, int capacity, Taker<T> taker) {
        this.capacity = capacity;
        this.taker = taker;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Puts something in, and returns at once. Nothing happens when it is closed. */
    public void put(T item) {
        long lostNow = 0;
        synchronized (items) {
            if (closed) {
                return;
            }
            if (items.size() == capacity) {
                items.removeFirst();
                lost++;
                lostNow = losing ? 0 : lost;
                losing = true;
            }
            items.addLast(item);
            items.notifyAll();
        }
        if (lostNow > 0) {
            taker.losing(lostNow);
        }
    }

    /** How many items were lost. */
    public long lost() {
        synchronized (items) {
            return lost;
        }
    }

    /** How many items wait. */
    public int size() {
        synchronized (items) {
            return items.size();
        }
    }

    /** Ends the thread: asks it by an interrupt, and waits 5 s at most. What is in the queue is dropped. */
    @Override
    public void close() {
        synchronized (items) {
            closed = true;
            items.clear();
        }
        thread.interrupt();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(MAX_WAIT_FOR_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                taker.take(next());
            } catch (InterruptedException e) {
                // the loop asks whether that was to end it
            } catch (Throwable e) { // also an Error of a foreign class: the next item may fare better
                if (!closed) {
                    taker.failed(e);
                }
            }
        }
    }

    private T next() throws InterruptedException {
        synchronized (items) {
            while (items.isEmpty()) {
                losing = false;
                items.wait();
            }
            return items.removeFirst();
        }
    }
}

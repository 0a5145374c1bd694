package io.tunnelwatch.log.internal.write;

import io.tunnelwatch.log.AlertLogUnavailableException;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets callers share a write: the first one writes, those who come meanwhile wait, and then one of them writes for all
 * of them. No thread of its own, so a lone caller pays for no hand-over.
 */
final class GroupCommit {

    /** So much is written at once; who waits beyond that is next. */
    private static final int MAX_BYTES = 1 << 20;

    private final Consumer<List<Append>> writer;
    private final Deque<Append> waiting = new ArrayDeque<>();
    private boolean led;
    private boolean closed;

    /** @param writer ends each append it is given; called by one thread at a time */
    GroupCommit(Consumer<List<Append>> writer) {
        this.writer = writer;
    }

    Position run(Append append) throws AppendRefusedException {
        if (enter(append) || append.awaitEndOrLead()) {
            List<Append> group = new ArrayList<>();
            try {
                fill(group);
                writer.accept(group);
            } finally {
                leave(group);
            }
        }
        return append.result();
    }

    /** Refuses further appends, and returns when those under way have ended. */
    void close() {
        boolean interrupted = false;
        synchronized (waiting) {
            closed = true;
            while (led) {
                try {
                    waiting.wait();
                } catch (InterruptedException e) {
                    interrupted = true; // the disk may still be written: nobody may close the file now
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean enter(Append append) throws AlertLogUnavailableException {
        synchronized (waiting) {
            if (closed) {
                throw new AlertLogUnavailableException(
                        "The alert log is closed: its bundle stops or is updated. Offer the events again");
            }
            waiting.add(append);
            boolean leads = !led;
            led = true;
            return leads;
        }
    }

    private void fill(List<Append> group) {
        synchronized (waiting) {
            long bytes = 0;
            while (!waiting.isEmpty() && (group.isEmpty() || bytes < MAX_BYTES)) {
                Append append = waiting.element();
                bytes += append.payloadBytes();
                group.add(append);
                waiting.remove();
            }
        }
    }

    /**
     * Lets go of those the writer did not end, hands over, and wakes who is done: the disk does not wait for that. It
     * allocates nothing: memory may be what is short.
     */
    private void leave(List<Append> group) {
        for (int i = 0; i < group.size(); i++) {
            if (!group.get(i).isDone()) {
                group.get(i).end();
            }
        }
        handOver();
        for (int i = 0; i < group.size(); i++) {
            group.get(i).wake();
        }
    }

    private void handOver() {
        synchronized (waiting) {
            Append next = waiting.peek();
            if (next == null) {
                led = false;
                waiting.notifyAll();
            } else {
                next.lead();
            }
        }
    }
}

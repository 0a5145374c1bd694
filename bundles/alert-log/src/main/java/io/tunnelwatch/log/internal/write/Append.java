package io.tunnelwatch.log.internal.write;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.AlertLogFullException;
import io.tunnelwatch.log.AlertLogUnavailableException;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.StaleStateException;
import io.tunnelwatch.log.internal.file.Frame;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One call of {@code append} that waits for its end, or for being told to write for all who wait. */
final class Append {

    private final Thread caller = Thread.currentThread();
    private final List<AlertEvent> events;
    private final List<byte[]> json;
    private final int payloadBytes;
    private volatile boolean leads;
    private volatile boolean ended;
    private @Nullable Position position;
    private @Nullable AppendRefusedException refusal;

    /** @throws IllegalArgumentException the events are too long for one append */
    Append(List<AlertEvent> events) {
        this.events = List.copyOf(events);
        this.json = this.events.stream().map(EventJson::writeBytes).toList();
        this.payloadBytes = Frame.requireRoomFor(json);
    }

    List<AlertEvent> events() {
        return events;
    }

    /** The events as they will stand in the log. */
    List<byte[]> json() {
        return json;
    }

    /** How much it will take in a frame. */
    int payloadBytes() {
        return payloadBytes;
    }

    boolean isDone() {
        return ended;
    }

    void succeed(Position at) {
        position = at;
        end();
    }

    void refuse(AppendRefusedException why) {
        refusal = why;
        end();
    }

    /** Ends it, whatever became of it; its caller learns it by {@link #wake}. */
    void end() {
        ended = true;
    }

    /** Lets the caller look again. */
    void wake() {
        LockSupport.unpark(caller);
    }

    /** Tells the caller to write for all who wait. */
    void lead() {
        leads = true;
        wake();
    }

    /**
     * Waits for the end or for {@link #lead}. An interrupt does not cut it short: the events may be on their way to the
     * disk, and the caller must learn whether they arrived.
     *
     * @return whether the caller has to write
     */
    boolean awaitEndOrLead() {
        boolean interrupted = false;
        while (!isDone() && !leads) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
        return leads && !isDone();
    }

    /** What became of it. */
    Position result() throws AppendRefusedException {
        Position done = position;
        if (done != null) {
            return done;
        }
        AppendRefusedException why = refusal;
        if (why instanceof StaleStateException stale) {
            throw stale;
        }
        if (why instanceof AlertLogFullException full) {
            throw full;
        }
        if (why instanceof AlertLogUnavailableException unavailable) {
            throw unavailable;
        }
        throw new AlertLogUnavailableException("The alert log failed; its log file says why. Offer the events again");
    }
}

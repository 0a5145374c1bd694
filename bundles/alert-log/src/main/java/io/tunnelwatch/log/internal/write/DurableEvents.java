package io.tunnelwatch.log.internal.write;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.log.Position;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What is on the disk for certain: how far, and what is open after it. Safe for any number of threads. */
public final class DurableEvents {

    /** What is open at a place. */
    public record Head(OpenAlerts openAlerts, Position position) {}

    private final OpenAlertsFold fold;
    private Position position;
    private @Nullable OpenAlerts picture;

    public DurableEvents(OpenAlertsFold fold, Position position) {
        this.fold = fold;
        this.position = position;
    }

    /** Takes in frames that came to be on the disk, in their order, and wakes who waits for their events. */
    synchronized void advance(Collection<StagedFrame> frames, Position last) {
        frames.forEach(frame -> frame.events().forEach(fold::apply));
        position = last;
        picture = null;
        notifyAll();
    }

    /** What is open now, and after which event. */
    public synchronized Head head() {
        OpenAlerts now = picture;
        if (now == null) {
            now = fold.picture();
            picture = now;
        }
        return new Head(now, position);
    }

    /** The last event. */
    public synchronized Position last() {
        return position;
    }

    /** Waits until there is an event behind this number. */
    public synchronized void awaitBeyond(long sequence) throws InterruptedException {
        while (position.sequence() <= sequence) {
            wait();
        }
    }
}

package io.tunnelwatch.web.internal.events;

import io.tunnelwatch.log.Position;
import io.tunnelwatch.web.internal.http.PacedStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javax.servlet.AsyncContext;

/**
 * One who listens: a position in the log, and some events at hand. One that takes nothing for so long is dropped, and
 * goes on from where it was when it comes back.
 */
final class EventClient implements PacedStream.Source {

    /** What it has at hand at most, but for one event that is larger by itself. */
    private static final int MAX_BYTES = 32 << 10;

    private final EventHub hub;
    private final BooleanSupplier mayListen;
    private final PacedStream stream;
    private final AtomicBoolean heartbeatDue = new AtomicBoolean();
    private volatile boolean ended;

    // of whoever asks
    private final Deque<EventFrame> inHand = new ArrayDeque<>();
    private Position position;

    /**
     * @param position what comes behind it is sent
     * @param greeting what is sent first
     * @param mayListen asked before anything is sent
     */
    EventClient(
            EventHub hub,
            AsyncContext context,
            Position position,
            Optional<EventFrame> greeting,
            BooleanSupplier mayListen)
            throws IOException {
        this.hub = hub;
        this.position = position;
        this.mayListen = mayListen;
        greeting.ifPresent(inHand::add);
        this.stream = PacedStream.of(hub.threads(), context, this);
    }

    void begin() {
        stream.begin();
    }

    /** There may be something to send. */
    void wake() {
        stream.wake();
    }

    /** Sends something, so that it is found out whether anybody is there. */
    void heartbeat() {
        heartbeatDue.set(true);
        wake();
    }

    /** Gives up on who takes nothing; tells whether it did. */
    boolean dropIfStuck(Duration patience) {
        return stream.abortIfStuck(patience);
    }

    /** Ends the stream. */
    void close() {
        stream.complete();
    }

    @Override
    public Optional<byte[]> next() {
        if (!mayListen.getAsBoolean()) {
            ended = true;
            return Optional.empty();
        }
        if (inHand.isEmpty()) {
            take();
        }
        if (inHand.isEmpty() && heartbeatDue.compareAndSet(true, false)) {
            return Optional.of(EventFrame.HEARTBEAT.bytes());
        }
        return Optional.ofNullable(inHand.poll()).map(frame -> {
            position = frame.position().orElse(position);
            return frame.bytes();
        });
    }

    /** What does not fit is asked for again. */
    private void take() {
        int bytes = 0;
        for (EventFrame frame : hub.next(position)) {
            bytes += frame.bytes().length;
            if (bytes > MAX_BYTES && !inHand.isEmpty()) {
                return;
            }
            inHand.add(frame);
        }
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void closed() {
        hub.remove(this);
    }
}

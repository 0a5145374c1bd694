package io.tunnelwatch.wg.internal.recording;

import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.source.GatewaySource;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.source.SourceException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** Where the recordings that are being made get the probe's polls from. Safe for any number of threads. */
public final class PollTaps {

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final List<WaitingPolls> open = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** @param nanoTime a clock that never jumps, as {@link System#nanoTime} */
    public PollTaps(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** The same source; what it answers goes to the recordings too. */
    public GatewaySource on(String gateway, GatewaySource source) {
        return () -> tell(gateway, source);
    }

    /** Ends all recordings, also one that begins later. */
    public void close() {
        // before the look at those that are open: one that is added meanwhile sees it
        closed = true;
        open.forEach(PollTaps::stop);
    }

    /** Begins to take the polls of these gateways; of all if there are none. */
    WaitingPolls open(Set<String> gateways) {
        WaitingPolls waiting = new WaitingPolls(gateways, now());
        open.add(waiting);
        if (closed) {
            stop(waiting);
        }
        return waiting;
    }

    private static void stop(WaitingPolls waiting) {
        waiting.end("the probe was stopped");
    }

    /** Takes no more. */
    void close(WaitingPolls waiting) {
        open.remove(waiting);
    }

    Moment now() {
        return Moment.of(clock, nanoTime);
    }

    private Reading tell(String gateway, GatewaySource source) throws SourceException, InterruptedException {
        try {
            Reading reading = source.read();
            offer(gateway, new Answer.Read(reading));
            return reading;
        } catch (SourceException e) {
            offer(gateway, new Answer.Failed(e.getMessage()));
            throw e;
        } catch (RuntimeException e) {
            offer(gateway, new Answer.Failed("a fault of Tunnelwatch: " + e));
            throw e;
        }
    }

    private void offer(String gateway, Answer answer) {
        if (!open.isEmpty()) {
            Moment now = now();
            open.forEach(waiting -> waiting.offer(gateway, now, answer));
        }
    }
}

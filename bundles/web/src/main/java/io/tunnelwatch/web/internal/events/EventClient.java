package io.tunnelwatch.web.internal.events;

import io.tunnelwatch.log.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who listens. It writes only what can be written without waiting; one that takes nothing for so long is dropped,
 * and goes on from where it was when it comes back. All writing is done by the hub's threads, by one at a time.
 */
final class EventClient implements WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(EventClient.class);

    private final EventHub hub;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final BooleanSupplier mayListen;
    private final Duration patience;
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean heartbeatDue = new AtomicBoolean();
    private volatile Optional<Long> blockedSince = Optional.empty();

    // of whoever runs
    private final Deque<EventFrame> inHand = new ArrayDeque<>();
    private Position position;
    private boolean unflushed;

    /**
     * @param position what comes behind it is sent
     * @param greeting what is sent first
     * @param mayListen asked before anything is sent
     * @param patience how long it may take nothing
     */
    EventClient(
            EventHub hub,
            AsyncContext context,
            ServletOutputStream out,
            Position position,
            Optional<EventFrame> greeting,
            BooleanSupplier mayListen,
            Duration patience) {
        this.hub = hub;
        this.context = context;
        this.out = out;
        this.position = position;
        this.mayListen = mayListen;
        this.patience = patience;
        greeting.ifPresent(inHand::add);
    }

    /** There may be something to send. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            hub.execute(this::run);
        }
    }

    /** Sends something, or gives up on who takes nothing. */
    void heartbeat() {
        boolean stuck = blockedSince
                .map(since -> System.nanoTime() - since > patience.toNanos())
                .orElse(false);
        if (stuck) {
            LOG.info("A client of the live events took nothing for {} s and is dropped", patience.toSeconds());
            close();
            return;
        }
        heartbeatDue.set(true);
        wake();
    }

    /** Ends the stream. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            hub.remove(this);
            try {
                context.complete();
            } catch (IllegalStateException e) {
                // the server has ended it already
            }
        }
    }

    private void run() {
        int seen = wakes.get();
        try {
            send();
        } catch (IOException | RuntimeException e) {
            LOG.debug("A stream of live events ended", e);
            close();
        }
        if (wakes.addAndGet(-seen) > 0) {
            hub.execute(this::run);
        }
    }

    private void send() throws IOException {
        // no longer than some frames at once: others wait for this thread
        for (int budget = 200; !closed.get() && isReady(); budget--) {
            if (!mayListen.getAsBoolean()) {
                close();
                return;
            }
            EventFrame frame = budget > 0 ? next() : null;
            if (frame != null) {
                out.write(frame.bytes());
                position = frame.position().orElse(position);
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                if (budget <= 0) {
                    wake();
                }
                return;
            }
        }
    }

    private @Nullable EventFrame next() {
        if (inHand.isEmpty()) {
            inHand.addAll(hub.next(position));
        }
        if (inHand.isEmpty() && heartbeatDue.compareAndSet(true, false)) {
            return EventFrame.HEARTBEAT;
        }
        return inHand.poll();
    }

    /** Where it is not, {@link #onWritePossible} follows. */
    private boolean isReady() {
        if (blockedSince.isEmpty()) {
            blockedSince = Optional.of(System.nanoTime());
        }
        boolean ready = out.isReady();
        if (ready) {
            blockedSince = Optional.empty();
        }
        return ready;
    }

    @Override
    public void onWritePossible() {
        wake();
    }

    @Override
    public void onError(Throwable e) {
        LOG.debug("A stream of live events broke", e);
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // the stream is the only one
    }
}

package io.tunnelwatch.web.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long answer at the pace of who reads it. It writes only what can be written without waiting. All work is done by
 * the threads of its owner, by one at a time; none of them waits for the reader.
 */
public final class PacedStream implements WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(PacedStream.class);

    /** No more pieces at once: others wait for the thread. */
    private static final int TURN = 200;

    private final Executor threads;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Source source;
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean begun;
    private volatile Optional<Long> blockedSince = Optional.empty();
    private boolean unflushed; // of whoever runs

    /** What is sent. Asked by one thread at a time. */
    public interface Source {

        /**
         * What comes next; empty when there is nothing now.
         *
         * @throws Exception it can not go on: the connection is broken off, so that nobody takes a part for the whole
         */
        Optional<byte[]> next() throws Exception;

        /** Whether nothing will ever come again. */
        boolean isEnded();

        /** The stream is over, whichever way. Called once, by any thread. */
        void closed();
    }

    private PacedStream(Executor threads, AsyncContext context, Source source) throws IOException {
        this.threads = threads;
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.source = source;
    }

    /**
     * A stream that sends nothing before it is begun.
     *
     * @param threads that do all of the work; they may refuse it at the end
     * @param context of the request; nothing else writes to its response
     */
    public static PacedStream of(Executor threads, AsyncContext context, Source source) throws IOException {
        context.setTimeout(0);
        return new PacedStream(threads, context, source);
    }

    /** Begins to send. */
    public void begin() {
        context.addListener(this);
        out.setWriteListener(this);
    }

    /** There may be something to send. Before the stream is begun nothing follows: it looks for itself then. */
    public void wake() {
        if (begun && wakes.getAndIncrement() == 0) {
            execute();
        }
    }

    /** Breaks off a stream of which nothing was taken for so long; tells whether it did. */
    public boolean abortIfStuck(Duration patience) {
        boolean stuck = blockedSince
                .map(since -> System.nanoTime() - since > patience.toNanos())
                .orElse(false);
        if (stuck) {
            abort();
        }
        return stuck;
    }

    /** Ends it: what was sent is a whole. */
    public void complete() {
        if (isFirstEnd()) {
            Requests.complete(context);
        }
    }

    /** Ends it: what was sent is a part. */
    public void abort() {
        if (isFirstEnd()) {
            Requests.abort(context);
        }
    }

    private boolean isFirstEnd() {
        boolean first = closed.compareAndSet(false, true);
        if (first) {
            source.closed();
        }
        return first;
    }

    private void execute() {
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException e) {
            abort(); // the owner ends
        }
    }

    private void run() {
        int seen = wakes.get();
        try {
            send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort();
        } catch (Exception e) {
            LOG.debug("A stream was broken off", e);
            abort();
        } finally {
            if (wakes.addAndGet(-seen) > 0) {
                execute();
            }
        }
    }

    private void send() throws Exception {
        for (int piece = 0; !closed.get() && isReady(); piece++) {
            if (piece == TURN) {
                wake();
                return;
            }
            Optional<byte[]> bytes = source.next();
            if (bytes.isPresent()) {
                out.write(bytes.get());
                unflushed = true;
            } else if (source.isEnded()) {
                complete();
                return;
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                return;
            }
        }
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
        begun = true; // before it a server writes as long as the reader takes
        wake();
    }

    @Override
    public void onError(Throwable e) {
        LOG.debug("A stream broke", e);
        abort();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        abort();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        abort();
    }

    @Override
    public void onError(AsyncEvent event) {
        abort();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // the stream is the only one
    }
}

package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Connection;
import io.tunnelwatch.web.internal.http.Document;
import io.tunnelwatch.web.internal.http.Problem;
import io.tunnelwatch.web.internal.http.Requests;
import io.tunnelwatch.web.internal.http.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents that take seconds to make: by threads of their own, so many at once, and each for so long at most. The
 * threads of the server do not wait for them. Who asks for one more is told to come again. What is made for somebody
 * who has gone is given up.
 */
public final class LongAnswers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LongAnswers.class);

    private static final long LOOK_EVERY_MILLIS = 500;

    private static final Problem BROKEN_OFF =
            new Problem(503, "This was broken off; try again").withHeader("Retry-After", "10");

    private final Duration limit;
    private final Semaphore free;
    private final ScheduledExecutorService threads;
    private final Set<Work> works = ConcurrentHashMap.newKeySet();

    /**
     * @param atOnce how many are made at once
     * @param limit how long one may take
     */
    public LongAnswers(int atOnce, Duration limit) {
        this.limit = limit;
        this.free = new Semaphore(atOnce);
        this.threads = Threads.named("tunnelwatch-answers", atOnce + 1); // one to look after the others
        threads.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            works.forEach(Work::giveUpIfAlone);
        } catch (RuntimeException e) { // or it would be the last look
            LOG.debug("A look at who waits failed; the next one is tried", e);
        }
    }

    /** What takes long. */
    @FunctionalInterface
    interface Making {
        /** @throws InterruptedException it was interrupted, for it is wanted no longer */
        Document make() throws InterruptedException;
    }

    /** @throws Problem so many are being made already */
    Answer of(HttpServletRequest request, Making making) {
        if (!free.tryAcquire()) {
            throw new Problem(503, "As many of these are made as may be at once").withHeader("Retry-After", "5");
        }
        return (asked, response) -> begin(request, making);
    }

    private void begin(HttpServletRequest request, Making making) {
        AsyncContext context = request.startAsync();
        context.setTimeout(limit.toMillis());
        Work work = new Work(context, request, making);
        context.addListener(work);
        works.add(work);
        try {
            threads.execute(work.task);
        } catch (RejectedExecutionException e) {
            work.task.cancel(true);
            work.answer(BROKEN_OFF.answer());
        }
    }

    /** Interrupts what is being made; whoever waits for it is told. */
    @Override
    public void close() {
        Threads.end(threads);
    }

    private final class Work implements AsyncListener {

        private final AsyncContext context;
        private final HttpServletRequest request;
        private final Making making;
        private final Optional<Connection> connection;
        private final AtomicBoolean answered = new AtomicBoolean();
        private boolean seemedGone; // of the thread that looks
        private final FutureTask<Boolean> task = new FutureTask<>(() -> answer(document())) {
            @Override
            protected void done() {
                works.remove(Work.this);
                free.release(); // also of one that never ran
            }
        };

        Work(AsyncContext context, HttpServletRequest request, Making making) {
            this.context = context;
            this.request = request;
            this.making = making;
            this.connection = Connection.of(request);
        }

        /** Nobody waits for it any longer. */
        void giveUpIfAlone() {
            boolean seemedGoneBefore = seemedGone;
            seemedGone = connection.filter(Connection::isGone).isPresent();
            if (seemedGone && seemedGoneBefore && answered.compareAndSet(false, true)) {
                LOG.debug("Who asked has gone before the answer was made");
                task.cancel(true);
                Requests.abort(context);
            }
        }

        private Document document() {
            try {
                return making.make();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return BROKEN_OFF.answer();
            } catch (RuntimeException e) {
                return Refusals.of(e, request).answer();
            }
        }

        private boolean answer(Document document) {
            boolean first = answered.compareAndSet(false, true);
            if (first) {
                try {
                    document.sendLater(context);
                } catch (IOException | RuntimeException e) {
                    LOG.debug("Who asked has gone", e);
                }
            }
            return first;
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            answer(new Problem(503, "This took longer than " + limit.toSeconds() + " s: ask for less").answer());
            task.cancel(true);
        }

        @Override
        public void onError(AsyncEvent event) {
            answered.set(true);
            task.cancel(true);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            task.cancel(true);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // it is begun once
        }
    }
}

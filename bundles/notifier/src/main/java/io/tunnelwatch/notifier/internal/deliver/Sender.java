package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.DeliveryException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel's thread: it sends what is due and what operators ask for, refreshes what a forgetful side must be told
 * again, and keeps the books on disk.
 */
final class Sender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    /** How often times are looked at that nobody tells of: silences and quiet hours that end, renotifications. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final Duration WRITE_EVERY = Duration.ofSeconds(2);
    private static final Duration MAX_WAIT_FOR_END = Duration.ofSeconds(10);

    private final ChannelId id;
    private final Books books;
    private final BooksFile file;
    private final Courier courier;
    private final FailingChannels failing;
    private final InstantSource time;

    /** Until when nothing is sent, for more of the same is about to come; in the past mostly. */
    private final Supplier<Instant> readyAt;

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Target> next = new AtomicReference<>();
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable Target target;
    private volatile Optional<Instant> nextAttempt = Optional.empty();
    private volatile boolean closed;
    private Instant refreshAt = Instant.EPOCH;
    private Instant writeAt = Instant.EPOCH;
    private boolean writeFailed;

    Sender(
            ChannelId id,
            Books books,
            BooksFile file,
            Courier courier,
            FailingChannels failing,
            Supplier<Instant> readyAt,
            InstantSource time) {
        this.id = id;
        this.books = books;
        this.file = file;
        this.courier = courier;
        this.failing = failing;
        this.readyAt = readyAt;
        this.time = time;
        this.thread = new Thread(this::run, "tunnelwatch-channel-" + id);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From the next message on. */
    void use(Target newTarget) {
        Target replaced = next.getAndSet(newTarget);
        if (replaced != null) {
            replaced.transport().close();
        }
        news.release();
    }

    /** There may be something to send. */
    void wake() {
        news.release();
    }

    void ask(Request request) {
        requests.add(request);
        news.release();
        if (closed) {
            dismissRequests();
        }
    }

    void withdraw(Request request) {
        requests.remove(request);
    }

    /** When the message that failed is tried again; empty while none did. */
    Optional<Instant> nextAttempt() {
        return nextAttempt;
    }

    /** Ends the thread and the transport; returns when both have ended, or after a bounded wait. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Target last = target;
        if (last != null) {
            last.transport().close(); // or a message under way could hold it up
        }
        Target unused = next.getAndSet(null);
        if (unused != null) {
            unused.transport().close();
        }
        try {
            thread.join(MAX_WAIT_FOR_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dismissRequests();
        if (thread.isAlive()) {
            LOG.warn("Channel {} did not end within {}", id, MAX_WAIT_FOR_END);
        } else {
            courier.record();
            write();
        }
    }

    private void dismissRequests() {
        requests.forEach(request -> request.outcome()
                .completeExceptionally(DeliveryException.temporary("The channel was closed meanwhile", null)));
    }

    private void run() {
        while (!closed) {
            try {
                Instant again = work();
                long wait = Duration.between(time.instant(), again).toMillis();
                if (wait > 0 && news.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                LOG.debug("Channel {} was interrupted", id); // the loop asks whether that was to end it
            } catch (RuntimeException | Error e) { // without its thread the channel would never tell anybody again
                LOG.error("Channel {} has a defect; it goes on", id, e);
                pause();
            }
        }
    }

    /** All there is to do now; answers when there is more to do. */
    private Instant work() throws InterruptedException {
        Target now = takeTarget();
        boolean ready = !readyAt.get().isAfter(time.instant());
        Instant again = ready
                ? time.instant().plus(LOOK_EVERY)
                : earlier(readyAt.get(), time.instant().plus(LOOK_EVERY));
        try {
            Request request = requests.poll();
            if (request != null) {
                courier.answer(request, Optional.ofNullable(now));
                again = time.instant();
            }
            if (ready && now != null) {
                again = earlier(again, courier.sendOne(now));
                refresh(now);
            }
        } finally { // whatever became of that
            nextAttempt = courier.nextAttempt();
            keepBooks(ready);
        }
        return again;
    }

    private void keepBooks(boolean ready) {
        if (ready) { // what the log is about to bring may be recorded there already
            courier.record();
        }
        failing.say();
        courier.calmDown();
        if (!writeAt.isAfter(time.instant())) {
            write();
            writeAt = time.instant().plus(WRITE_EVERY);
        }
    }

    private @Nullable Target takeTarget() {
        Target newer = next.getAndSet(null);
        if (newer != null) {
            Target older = target;
            target = newer;
            if (closed) {
                newer.transport().close();
            }
            if (older != null) {
                older.transport().close();
            }
            courier.hurry();
            refreshAt = Instant.EPOCH;
        }
        return target;
    }

    private void refresh(Target now) throws InterruptedException {
        Optional<Duration> every = now.transport().refreshEvery();
        if (every.isEmpty() || refreshAt.isAfter(time.instant())) {
            return;
        }
        refreshAt = time.instant().plus(every.get());
        courier.refresh(now);
    }

    private void write() {
        books.takeChanges().ifPresent(state -> {
            try {
                file.write(state);
                writeFailed = false;
            } catch (IOException e) {
                if (!writeFailed) {
                    LOG.warn("{} can not be written; after a restart the channel makes it out from the log", file, e);
                }
                writeFailed = true;
                books.notWritten();
            }
        });
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            LOG.debug("Channel {} was interrupted", id);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

package io.tunnelwatch.log.internal.deliver;

import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.log.internal.file.SegmentList;
import io.tunnelwatch.log.internal.write.DurableEvents;
import io.tunnelwatch.queue.BundleThreads;
import io.tunnelwatch.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one consumer its events, in a thread of its own, until it is closed. */
final class ConsumerRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerRunner.class);
    private static final Duration MAX_WAIT_FOR_END = Duration.ofSeconds(10);

    /** For a consumer that does not answer. */
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

    private final AlertConsumer consumer;
    private final String id;
    private final SegmentList segments;
    private final LogReader reader;
    private final DurableEvents durable;
    private final PositionStore positions;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private final Thread thread;
    private volatile boolean closed;
    private volatile Optional<Position> taken;
    private volatile Optional<String> lastError = Optional.empty();
    private volatile boolean keptByLog;
    private volatile boolean unsaved;

    ConsumerRunner(
            AlertConsumer consumer,
            String id,
            SegmentList segments,
            LogReader reader,
            DurableEvents durable,
            PositionStore positions) {
        this.consumer = consumer;
        this.id = id;
        this.segments = segments;
        this.reader = reader;
        this.durable = durable;
        this.positions = positions;
        this.taken = positions.find(id);
        // libraries that consumers use look for classes through the thread
        this.thread = BundleThreads.daemon("tunnelwatch-log-to-" + id, consumer.getClass(), this::run);
    }

    void start() {
        thread.start();
    }

    String id() {
        return id;
    }

    /** Up to where it has taken events, as far as that is known. */
    Optional<Position> taken() {
        return taken;
    }

    ConsumerStatus status() {
        long behind = lag(taken, segments);
        ConsumerState state = lastError.isPresent()
                ? ConsumerState.RETRYING
                : behind == 0 ? ConsumerState.CURRENT : ConsumerState.CATCHING_UP;
        return new ConsumerStatus(id, state, taken, behind, lastError);
    }

    /** How many events lie behind a position; all of them when the position is not of this log. */
    static long lag(Optional<Position> position, SegmentList segments) {
        long from = position.filter(segments::knows).map(Position::sequence).orElse(segments.firstSequence() - 1);
        return Math.max(0, segments.lastSequence() - from);
    }

    /** Ends the thread: asks it by an interrupt, and waits, bounded. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(MAX_WAIT_FOR_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The consumer {} did not answer an interrupt for {}", id, MAX_WAIT_FOR_END);
        }
        rememberPosition();
    }

    /** Writes down where a consumer is that keeps its position itself, or what could not be; a failure is no harm. */
    void rememberPosition() {
        taken.ifPresent(position -> {
            try {
                if ((!keptByLog || unsaved) && !positions.load(id).equals(taken)) {
                    positions.save(id, position);
                }
            } catch (IOException e) {
                LOG.debug("The position of {} could not be written down", id, e);
            }
        });
    }

    private void run() {
        while (!closed) {
            try {
                long cursor = locate();
                while (!closed) {
                    cursor = deliverBehind(cursor);
                }
            } catch (InterruptedException e) {
                LOG.debug("The consumer {} was interrupted", id); // the loop asks whether that was to end it
            } catch (Throwable e) { // also an Error: without its thread the consumer would never get an event again
                if (!closed) {
                    failed(e);
                }
            }
        }
    }

    private void failed(Throwable e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        if (lastError.isEmpty()) {
            if (e instanceof NotTakenException || e instanceof PositionUnavailableException) {
                // the contract's way to say so, with a reason for people
                LOG.warn("The consumer {} does not take events: {}. It is tried again with backoff", id, message);
                LOG.debug("The consumer {} does not take events", id, e);
            } else {
                LOG.warn("The consumer {} does not take events: {}. It is tried again with backoff", id, message, e);
            }
        }
        lastError = Optional.of(message);
        Duration pause = pause();
        Thread.interrupted(); // left behind by the consumer, or by close(), which has set closed before
        if (closed) {
            return;
        }
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException interrupted) {
            LOG.debug("The consumer {} was interrupted", id);
        }
    }

    private Duration pause() {
        try {
            return backoff.afterFailure(consumer.maxBackoff());
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("The consumer {} does not even say how long to wait", id, e);
            return backoff.afterFailure(MAX_BACKOFF);
        }
    }

    private void succeeded(Position position) {
        taken = Optional.of(position);
        if (keptByLog) {
            save(position);
        }
        if (lastError.isPresent()) {
            LOG.info("The consumer {} takes events again", id);
            lastError = Optional.empty();
        }
        backoff.reset();
    }

    /** What was taken was taken, though it can not be written down: to bring it again would be a second notice. */
    private void save(Position position) {
        try {
            positions.save(id, position);
            unsaved = false;
        } catch (IOException e) {
            if (!unsaved) {
                LOG.warn("The position of {} can not be written; after a restart it gets some events again", id, e);
            }
            unsaved = true;
        }
    }

    /** Asks the consumer where it is, and tells it what it can not have. Answers the number to read on behind. */
    private long locate() throws PositionUnavailableException, NotTakenException, IOException {
        ConsumerPosition wanted = consumer.position();
        keptByLog = wanted instanceof ConsumerPosition.KeptByLog;
        if (wanted instanceof ConsumerPosition.After after) {
            return after.openAsOf().filter(this::isLost).isPresent()
                    ? skip(unknownEpoch(oldest()))
                    : from(after.position());
        }
        if (wanted instanceof ConsumerPosition.Newest) {
            Position head = durable.last();
            consumer.begin(head);
            succeeded(head);
            return head.sequence();
        }
        if (keptByLog) {
            Optional<Position> kept = unsaved ? taken : positions.load(id);
            if (kept.isPresent()) {
                return from(kept.get());
            }
        }
        if (wanted instanceof ConsumerPosition.KeptByLog first && !first.fromOldest()) {
            Position head = durable.last();
            succeeded(head);
            return head.sequence();
        }
        taken = Optional.empty();
        long oldest = segments.firstSequence();
        if (oldest > 1) {
            return skip(new Gap(Gap.Reason.RETIRED, 1, oldest - 1, segments.positionOf(oldest - 1)));
        }
        return 0;
    }

    private long from(Position position) throws NotTakenException {
        if (segments.knows(position)) {
            taken = Optional.of(position);
            return position.sequence();
        }
        Position resume = oldest();
        return skip(
                segments.isRetired(position)
                        ? new Gap(Gap.Reason.RETIRED, position.sequence() + 1, resume.sequence(), resume)
                        : unknownEpoch(resume));
    }

    private boolean isLost(Position position) {
        return !segments.knows(position) && !segments.isRetired(position);
    }

    /** The place before the oldest event. */
    private Position oldest() {
        return segments.positionOf(segments.firstSequence() - 1);
    }

    private static Gap unknownEpoch(Position resume) {
        return new Gap(Gap.Reason.UNKNOWN_EPOCH, 0, 0, resume);
    }

    private long deliverBehind(long cursor) throws InterruptedException, NotTakenException {
        durable.awaitBeyond(cursor);
        // asked before reading: what is appended meanwhile is no part of a hole
        long through = segments.lastSequence();
        List<LogEntry> entries = reader.read(cursor, consumer.maxBatch());
        long next = entries.isEmpty() ? through + 1 : entries.get(0).position().sequence();
        if (next > cursor + 1) {
            Gap.Reason reason = next - 1 < segments.firstSequence() ? Gap.Reason.RETIRED : Gap.Reason.DAMAGED;
            return skip(new Gap(reason, cursor + 1, next - 1, segments.positionOf(next - 1)));
        }
        List<LogEntry> batch = withoutHole(entries);
        consumer.accept(batch);
        Position last = batch.get(batch.size() - 1).position();
        succeeded(last);
        return last.sequence();
    }

    /** What comes before the first missing number. */
    private static List<LogEntry> withoutHole(List<LogEntry> entries) {
        long first = entries.get(0).position().sequence();
        int count = 1;
        while (count < entries.size() && entries.get(count).position().sequence() == first + count) {
            count++;
        }
        return entries.subList(0, count);
    }

    private long skip(Gap gap) throws NotTakenException {
        LOG.warn("The consumer {} can not have all events: {}", id, gap);
        DurableEvents.Head head = durable.head();
        consumer.gap(gap, head.openAlerts(), head.position());
        succeeded(gap.resumesAfter());
        return gap.resumesAfter().sequence();
    }
}

package io.tunnelwatch.log.internal;

import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.SystemAlert;
import io.tunnelwatch.log.internal.deliver.Consumers;
import io.tunnelwatch.log.internal.file.Disk;
import io.tunnelwatch.log.internal.file.Segment;
import io.tunnelwatch.log.internal.file.SegmentList;
import io.tunnelwatch.log.internal.write.Reserve;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an open log in bounds: allocates the reserve, cuts off what closed segments do not use, drops what may go, and
 * raises or resolves {@code LOG_PRESSURE}. One thread at a time.
 */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** After so long without another loss, the loss of unread events is no longer trouble of now. */
    private static final Duration CALM = Duration.ofHours(1);

    /** Of JSON, about; with a notice or two that was delivered. */
    private static final long BYTES_OF_AN_OPEN_ALERT = 1024;

    private final SegmentList segments;
    private final Consumers consumers;
    private final Reserve reserve;
    private final Disk disk;
    private final UUID epoch;
    private final SystemAlert.Target log;
    private final Supplier<LogSettings> settings;
    private final InstantSource clock;
    private final PressureAlert pressure;
    private final Set<Path> trimmed = new HashSet<>();
    private Instant unreadDroppedAt = Instant.EPOCH;
    private volatile boolean reserveInUse;

    /** @param epoch of this opening, whose newest segment is still written */
    Housekeeping(
            SegmentList segments,
            Consumers consumers,
            Reserve reserve,
            Disk disk,
            UUID epoch,
            SystemAlert.Target log,
            Supplier<LogSettings> settings,
            InstantSource clock) {
        this.segments = segments;
        this.consumers = consumers;
        this.reserve = reserve;
        this.disk = disk;
        this.epoch = epoch;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
        this.pressure = new PressureAlert(log, clock);
    }

    void run() {
        trim();
        dropOldSegments();
        replenishReserve();
        consumers.rememberPositions();
    }

    /** Whether the disk is full and the log lives on its reserve. */
    boolean isReserveInUse() {
        return reserveInUse;
    }

    private void replenishReserve() {
        try {
            reserve.replenish(nextSegmentBytes());
            reserveInUse = false;
            pressure.ended(PressureAlert.Cause.NO_RESERVE);
        } catch (IOException e) {
            if (!reserveInUse) {
                LOG.error("The log's reserve can not be allocated; the present segment is the last room there is", e);
            }
            reserveInUse = true;
            pressure.setIn(
                    PressureAlert.Cause.NO_RESERVE,
                    "The disk of the alert log is full: " + e.getMessage() + "; free room, or lower maxBytes");
        }
    }

    private void dropOldSegments() {
        LogSettings now = settings.get();
        long readByAll = readByAll();
        long returnedTo = mayBeReturnedTo();
        Retention.Plan plan = Retention.plan(
                segments.all(),
                nextSegmentBytes(),
                now.maxBytes(),
                now.retention(),
                Math.min(readByAll, returnedTo),
                clock.instant());
        if (plan.lastSequence() > readByAll) {
            pressure.setIn(
                    PressureAlert.Cause.UNREAD_DROPPED,
                    "The alert log reached maxBytes (" + now.maxBytes() + "): events up to " + plan.lastSequence()
                            + " go, of which " + behind(plan.lastSequence()) + " lack some; see alert:log");
            unreadDroppedAt = clock.instant();
        } else if (unreadDroppedAt.isBefore(clock.instant().minus(CALM))) {
            pressure.ended(PressureAlert.Cause.UNREAD_DROPPED);
        }
        if (plan.lastSequence() > returnedTo) {
            LOG.info(
                    "The alert log reached maxBytes ({}): events up to {} go, though a consumer may return to {}",
                    now.maxBytes(),
                    plan.lastSequence(),
                    returnedTo);
        }
        for (int i = 0; i < plan.count(); i++) {
            Segment oldest = segments.all().get(0);
            segments.removeOldest();
            try {
                disk.delete(oldest.path());
            } catch (IOException e) {
                LOG.warn("The retired segment {} can not be deleted", oldest.path(), e);
            }
        }
    }

    /** How large the next segment will be: one whose picture is large gets more room for events than for that. */
    private long nextSegmentBytes() {
        long latestPicture = segments.newest().map(Segment::framesFrom).orElse(0L);
        long nextPicture = BYTES_OF_AN_OPEN_ALERT * log.openAlerts().alerts().size();
        return Math.max(settings.get().segmentBytes(), 3 * Math.max(latestPicture, nextPicture));
    }

    /** The last number that every consumer has taken; one that is away and has lost events already does not count. */
    private long readByAll() {
        return consumers.status().stream()
                .filter(status -> status.state() != LogStatus.ConsumerState.ABSENT
                        || status.position().filter(segments::knows).isPresent())
                .mapToLong(this::takenBy)
                .min()
                .orElse(segments.lastSequence());
    }

    /** The oldest number that a consumer may read on behind, as far as that is in this log. */
    private long mayBeReturnedTo() {
        return consumers.mayReturnTo().stream()
                .filter(position -> segments.knows(position) || segments.isRetired(position))
                .mapToLong(Position::sequence)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private List<String> behind(long sequence) {
        return consumers.status().stream()
                .filter(status -> takenBy(status) < sequence)
                .map(ConsumerStatus::id)
                .toList();
    }

    /** By its position, not by its lag: the log may have grown since that was counted. */
    private long takenBy(ConsumerStatus status) {
        return status.position()
                .filter(segments::knows)
                .map(Position::sequence)
                .orElseGet(() -> segments.firstSequence() - 1);
    }

    /** Gives back what closed segments were allocated and do not use. */
    private void trim() {
        List<Segment> closed = new ArrayList<>(segments.all());
        if (!closed.isEmpty() && closed.get(closed.size() - 1).epoch().equals(epoch)) {
            closed.remove(closed.size() - 1);
        }
        closed.forEach(this::trim);
        trimmed.retainAll(closed.stream().map(Segment::path).toList());
    }

    /** Gives back what one segment was allocated and will not use. */
    void trim(Segment segment) {
        if (!trimmed.contains(segment.path())) {
            try {
                disk.truncate(segment.path(), segment.end());
                trimmed.add(segment.path());
            } catch (IOException e) {
                LOG.warn("{} can not be cut off at {} bytes", segment.path(), segment.end(), e);
            }
        }
    }
}

package io.tunnelwatch.log.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.SystemAlert;
import io.tunnelwatch.log.internal.deliver.Consumers;
import io.tunnelwatch.log.internal.deliver.LogReader;
import io.tunnelwatch.log.internal.deliver.PendingAlerts;
import io.tunnelwatch.log.internal.deliver.PositionStore;
import io.tunnelwatch.log.internal.file.Disk;
import io.tunnelwatch.log.internal.file.Recovery;
import io.tunnelwatch.log.internal.file.Segment;
import io.tunnelwatch.log.internal.file.SegmentList;
import io.tunnelwatch.log.internal.write.DurableEvents;
import io.tunnelwatch.log.internal.write.LogWriter;
import io.tunnelwatch.log.internal.write.Reserve;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one folder, from its opening to its end: one epoch. Safe for any number of threads, but {@link #keepHouse}
 * belongs to one.
 */
final class OpenLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLog.class);

    /** After so long without another loss, the loss of unread events is no longer trouble of now. */
    private static final Duration CALM = Duration.ofHours(1);

    /** Of JSON, about; with a notice or two that was delivered. */
    private static final long BYTES_OF_AN_OPEN_ALERT = 1024;

    private final Path directory;
    private final Disk disk;
    private final InstantSource clock;
    private final FolderLock lock;
    private final UUID id;
    private final UUID epoch = UUID.randomUUID();
    private final List<LogStatus.MissingRange> missing;
    private final SegmentList segments;
    private final DurableEvents durable;
    private final Reserve reserve;
    private final LogWriter writer;
    private final LogReader reader;
    private final PendingAlerts pending;
    private final Consumers consumers;
    private final PressureAlert pressure;
    private final Set<Path> trimmed = new HashSet<>();
    private Instant unreadDroppedAt = Instant.EPOCH;
    private volatile LogSettings settings;
    private volatile boolean reserveInUse;
    private boolean closed;

    /**
     * Opens a folder, and makes it if it is not there.
     *
     * @param onNewSegment called when a segment was begun, in the thread of an append: must return at once
     * @throws IOException it can not be opened: the message says which path and why
     */
    OpenLog(LogSettings settings, Disk disk, InstantSource clock, Consumer<OpenLog> onNewSegment) throws IOException {
        this.settings = settings;
        this.directory = settings.directory();
        this.disk = disk;
        this.clock = clock;
        disk.createDirectories(directory);
        this.lock = new FolderLock(directory);
        try {
            Recovery.Recovered recovered = Recovery.recover(directory);
            recovered.damage().forEach(LOG::warn);
            recovered.missing().forEach(range -> LOG.error("Events are missing in {}: {}", directory, range));
            this.id = recovered.logId().orElseGet(UUID::randomUUID);
            this.missing = recovered.missing();
            this.segments = new SegmentList(recovered.segments());
            this.durable =
                    new DurableEvents(recovered.open(), segments.positionOf(Math.max(0, recovered.lastSequence())));
            this.reserve = new Reserve(directory, disk);
            this.writer = new LogWriter(
                    directory,
                    disk,
                    reserve,
                    segments,
                    durable,
                    () -> this.settings.segmentBytes(),
                    clock,
                    id,
                    epoch,
                    recovered.nextOrdinal(),
                    () -> onNewSegment.accept(this));
        } catch (IOException | RuntimeException | Error e) { // also out of memory: it is tried again
            lock.close();
            throw e;
        }
        this.reader = new LogReader(segments);
        this.pending = new PendingAlerts(segments, reader);
        this.consumers =
                new Consumers(segments, reader, durable, new PositionStore(directory.resolve("consumers"), disk));
        this.pressure = new PressureAlert(pressureTarget(), clock);
        LOG.info(
                "The alert log in {} is open: events {} to {}, {} alerts open",
                directory,
                segments.firstSequence(),
                segments.lastSequence(),
                openAlerts().alerts().size());
    }

    Position append(List<AlertEvent> events) throws AppendRefusedException {
        return writer.append(events);
    }

    OpenAlerts openAlerts() {
        return durable.head().openAlerts();
    }

    List<Alert> notYetTakenBy(String consumerId, int limit) {
        Optional<Position> taken = consumers.taken(consumerId).filter(segments::knows);
        return pending.behind(taken.map(Position::sequence).orElseGet(() -> segments.firstSequence() - 1), limit);
    }

    List<LogEntry> read(Position after, int limit) {
        return reader.read(segments.knows(after) ? after.sequence() : segments.firstSequence() - 1, limit);
    }

    Consumers consumers() {
        return consumers;
    }

    /** Takes new settings for the same folder; what is there is brought into line by {@link #keepHouse}. */
    void settings(LogSettings changed) {
        settings = changed;
    }

    LogStatus status() {
        return new LogStatus(
                id,
                directory,
                epoch,
                segments.bytes(),
                settings.maxBytes(),
                segments.all().size(),
                segments.firstSequence(),
                durable.last().sequence(),
                reserveInUse,
                writer.lastError(),
                missing,
                consumers.status());
    }

    /**
     * Allocates the reserve, cuts off what closed segments do not use, drops what may go, and raises or resolves
     * {@code LOG_PRESSURE}. Called again and again, and after each new segment.
     */
    synchronized void keepHouse() {
        if (closed) {
            return; // the folder may be somebody else's by now
        }
        trim();
        dropOldSegments();
        replenishReserve();
        consumers.rememberPositions();
    }

    @Override
    public void close() {
        consumers.close();
        writer.close();
        synchronized (this) {
            closed = true;
            segments.newest().ifPresent(this::trim);
            lock.close();
        }
    }

    private SystemAlert.Target pressureTarget() {
        return new SystemAlert.Target() {
            @Override
            public void append(List<AlertEvent> events) throws AppendRefusedException {
                writer.append(events);
            }

            @Override
            public OpenAlerts openAlerts() {
                return OpenLog.this.openAlerts();
            }
        };
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
        LogSettings now = settings;
        long readByAll = readByAll();
        Retention.Plan plan = Retention.plan(
                segments.all(), nextSegmentBytes(), now.maxBytes(), now.retention(), readByAll, clock.instant());
        if (plan.lastSequence() > readByAll) {
            pressure.setIn(
                    PressureAlert.Cause.UNREAD_DROPPED,
                    "The alert log reached maxBytes (" + now.maxBytes() + "): events up to " + plan.lastSequence()
                            + " go, of which " + behind(plan.lastSequence()) + " lack some; see alert:log");
            unreadDroppedAt = clock.instant();
        } else if (unreadDroppedAt.isBefore(clock.instant().minus(CALM))) {
            pressure.ended(PressureAlert.Cause.UNREAD_DROPPED);
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
        long nextPicture = BYTES_OF_AN_OPEN_ALERT * openAlerts().alerts().size();
        return Math.max(settings.segmentBytes(), 3 * Math.max(latestPicture, nextPicture));
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

    private void trim(Segment segment) {
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

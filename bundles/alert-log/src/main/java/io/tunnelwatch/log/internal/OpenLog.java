package io.tunnelwatch.log.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.SystemAlert;
import io.tunnelwatch.log.internal.deliver.Consumers;
import io.tunnelwatch.log.internal.deliver.LogReader;
import io.tunnelwatch.log.internal.deliver.PendingAlerts;
import io.tunnelwatch.log.internal.deliver.PositionStore;
import io.tunnelwatch.log.internal.file.Disk;
import io.tunnelwatch.log.internal.file.Recovery;
import io.tunnelwatch.log.internal.file.SegmentList;
import io.tunnelwatch.log.internal.write.DurableEvents;
import io.tunnelwatch.log.internal.write.LogWriter;
import io.tunnelwatch.log.internal.write.Reserve;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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

    private final Path directory;
    private final FolderLock lock;
    private final UUID id;
    private final UUID epoch = UUID.randomUUID();
    private final List<LogStatus.MissingRange> missing;
    private final SegmentList segments;
    private final DurableEvents durable;
    private final LogWriter writer;
    private final LogReader reader;
    private final PendingAlerts pending;
    private final Consumers consumers;
    private final Housekeeping housekeeping;
    private volatile LogSettings settings;
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
        Reserve reserve = new Reserve(directory, disk);
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
        this.housekeeping = new Housekeeping(
                segments, consumers, reserve, disk, epoch, pressureTarget(), () -> this.settings, clock);
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

    /** @param appends since the service began */
    LogStatus status(AppendCounts appends) {
        return new LogStatus(
                id,
                directory,
                epoch,
                segments.bytes(),
                settings.maxBytes(),
                segments.all().size(),
                segments.firstSequence(),
                durable.last().sequence(),
                housekeeping.isReserveInUse(),
                writer.lastError(),
                missing,
                consumers.status(),
                appends);
    }

    /**
     * Allocates the reserve, cuts off what closed segments do not use, drops what may go, and raises or resolves
     * {@code LOG_PRESSURE}. Called again and again, and after each new segment.
     */
    synchronized void keepHouse() {
        if (closed) {
            return; // the folder may be somebody else's by now
        }
        housekeeping.run();
    }

    @Override
    public void close() {
        consumers.close();
        writer.close();
        synchronized (this) {
            closed = true;
            segments.newest().ifPresent(housekeeping::trim);
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
}

package io.tunnelwatch.log.internal.write;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.log.AlertLogFullException;
import io.tunnelwatch.log.AlertLogUnavailableException;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.LogStatus.AppendError;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.StaleStateException;
import io.tunnelwatch.log.internal.file.Disk;
import io.tunnelwatch.log.internal.file.Frame;
import io.tunnelwatch.log.internal.file.SegmentList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers events, checks them against what is open, and puts them on the disk, for all callers that wait at once. Safe
 * for any number of threads.
 */
public final class LogWriter {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

    private final GroupCommit group = new GroupCommit(this::commit);
    private final Path directory;
    private final UUID epoch;
    private final InstantSource clock;
    private final DurableEvents durable;
    private final SegmentList onDisk;
    private final SegmentWriter segments;
    private final Runnable onNewSegment;
    private volatile Optional<AppendError> lastError = Optional.empty();

    /** What will be open when all that was numbered is on the disk; the thread that leads has it. */
    private OpenAlertsFold staged;

    private long lastSequence;
    private boolean stagedInDoubt;
    private boolean failing;

    /**
     * @param segmentBytes how large the next segment shall be
     * @param onNewSegment called in the thread of an append when a segment was begun; must return at once
     */
    public LogWriter(
            Path directory,
            Disk disk,
            Reserve reserve,
            SegmentList segments,
            DurableEvents durable,
            LongSupplier segmentBytes,
            InstantSource clock,
            UUID logId,
            UUID epoch,
            long nextOrdinal,
            Runnable onNewSegment) {
        this.directory = directory;
        this.epoch = epoch;
        this.clock = clock;
        this.durable = durable;
        this.onNewSegment = onNewSegment;
        this.onDisk = segments;
        this.segments =
                new SegmentWriter(directory, disk, reserve, segments, segmentBytes, clock, logId, epoch, nextOrdinal);
        DurableEvents.Head head = durable.head();
        this.staged = new OpenAlertsFold(head.openAlerts());
        this.lastSequence = head.position().sequence();
    }

    /** As {@link io.tunnelwatch.log.AlertLog#append}. */
    public Position append(List<AlertEvent> events) throws AppendRefusedException {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("An append has at least one event");
        }
        return group.run(new Append(events));
    }

    /** The latest append that failed for the disk. */
    public Optional<AppendError> lastError() {
        return lastError;
    }

    /** Refuses further appends, waits for those under way, and closes the file. */
    public void close() {
        group.close();
        segments.close();
    }

    private void commit(List<Append> appends) {
        Map<Append, StagedFrame> frames = new LinkedHashMap<>();
        try {
            if (stagedInDoubt) {
                unstage();
            }
            stagedInDoubt = true;
            stage(appends, frames);
            boolean begun = !frames.isEmpty() && write(frames);
            stagedInDoubt = false;
            if (begun) {
                onNewSegment.run();
            }
        } catch (IOException | RuntimeException | Error e) { // also an Error: it is not the fault of those who wait
            if (!failing) {
                LOG.error("Appends to the alert log in {} fail; their producers offer them again", directory, e);
                failing = true;
            }
            lastError = Optional.of(new AppendError(clock.instant(), String.valueOf(e.getMessage())));
            appends.stream().filter(append -> !append.isDone()).forEach(append -> append.refuse(refusal(e)));
        }
    }

    private boolean write(Map<Append, StagedFrame> frames) throws IOException {
        boolean begun = segments.write(
                List.copyOf(frames.values()), () -> durable.head().openAlerts());
        durable.advance(frames.values(), new Position(epoch, lastSequence));
        frames.forEach((append, frame) -> append.succeed(new Position(epoch, frame.lastSequence())));
        if (failing) {
            LOG.info("Appends to the alert log in {} succeed again", directory);
            failing = false;
        }
        return begun;
    }

    private void stage(List<Append> appends, Map<Append, StagedFrame> frames) {
        for (Append append : appends) {
            Optional<String> objection = staged.objection(append.events());
            if (objection.isPresent()) {
                append.refuse(new StaleStateException(objection.get()));
                continue;
            }
            long first = lastSequence + 1;
            frames.put(append, new StagedFrame(first, append.events(), Frame.encode(epoch, first, append.json())));
            append.events().forEach(staged::apply);
            lastSequence += append.events().size();
        }
    }

    /** Takes back the numbers that did not come to the disk. */
    private void unstage() {
        DurableEvents.Head head = durable.head();
        staged = new OpenAlertsFold(head.openAlerts());
        lastSequence = Math.max(head.position().sequence(), onDisk.lastSequence());
    }

    private AppendRefusedException refusal(Throwable e) {
        if (e instanceof NoRoomException full) {
            return new AlertLogFullException(directory, full.bytesNeeded(), full);
        }
        return new AlertLogUnavailableException(
                "The alert log in " + directory + " can not be written (" + e.getMessage()
                        + "): check its file system and permissions. It is tried again with the next append",
                e);
    }
}

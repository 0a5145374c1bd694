package io.tunnelwatch.log.internal.write;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.internal.file.Disk;
import io.tunnelwatch.log.internal.file.Segment;
import io.tunnelwatch.log.internal.file.SegmentHeader;
import io.tunnelwatch.log.internal.file.SegmentList;
import io.tunnelwatch.log.internal.file.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts frames on the disk, and begins a new segment when the present one is full or in doubt. One thread at a time.
 *
 * <p>A file whose write or force failed is never written again, for nobody knows what reached the disk: the frames in
 * doubt go into the next segment, whose header says how far the old one counts.
 */
final class SegmentWriter {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

    private final Path directory;
    private final Disk disk;
    private final Reserve reserve;
    private final SegmentList segments;
    private final LongSupplier segmentBytes;
    private final InstantSource clock;
    private final UUID logId;
    private final UUID epoch;
    private long nextOrdinal;
    private long previousValidThrough = SegmentHeader.ALL_VALID;
    private long capacity;
    private Disk.@Nullable Output output;
    private @Nullable SegmentPlace place;

    SegmentWriter(
            Path directory,
            Disk disk,
            Reserve reserve,
            SegmentList segments,
            LongSupplier segmentBytes,
            InstantSource clock,
            UUID logId,
            UUID epoch,
            long nextOrdinal) {
        this.directory = directory;
        this.disk = disk;
        this.reserve = reserve;
        this.segments = segments;
        this.segmentBytes = segmentBytes;
        this.clock = clock;
        this.logId = logId;
        this.epoch = epoch;
        this.nextOrdinal = nextOrdinal;
    }

    /**
     * Returns when the frames are on the disk, in this order.
     *
     * @param openBefore what is open before the first of them, for a new segment to begin with
     * @return whether a new segment was begun
     * @throws NoRoomException there is no room for a new segment; nothing was written
     * @throws IOException whether they are on the disk is not known; so with any other exception or error
     */
    boolean write(List<StagedFrame> frames, Supplier<OpenAlerts> openBefore) throws IOException {
        byte[] bytes = concatenated(frames);
        Segment segment = segments.newest().orElse(null);
        boolean fits = output != null && segment != null && segment.end() + bytes.length <= capacity;
        if (!fits || !isInPlace(segment)) {
            begin(frames, bytes, openBefore.get());
            return true;
        }
        try {
            output.write(segment.end(), bytes);
            output.force();
            advance(segment, segment.end(), frames);
            return false;
        } catch (IOException e) {
            LOG.warn("Writing to {} failed; its frames in doubt are written again to a new segment", segment.path(), e);
            giveUp(segment);
        } catch (RuntimeException | Error e) {
            giveUp(segment);
            throw e;
        }
        try {
            begin(frames, bytes, openBefore.get());
            return true;
        } catch (NoRoomException e) { // no, something was written: to the segment that is in doubt
            throw new IOException(e.getMessage(), e);
        }
    }

    void close() {
        if (output != null) {
            closeQuietly(output);
            output = null;
        }
    }

    /** The segment gets nothing more, and counts as far as it was known to be good. */
    private void giveUp(Segment segment) {
        previousValidThrough = segment.end();
        close();
    }

    /** Whether what is written still goes to the file of that name: somebody may delete or restore the folder. */
    private boolean isInPlace(Segment segment) {
        try {
            if (place != null && place.isHeld()) {
                return true;
            }
        } catch (IOException e) {
            LOG.debug("{} is not there", segment.path(), e);
        }
        LOG.error(
                "{} was deleted or replaced while the log is open; events that were not read are lost."
                        + " It goes on with a new segment",
                segment.path());
        giveUp(segment);
        return false;
    }

    private void begin(List<StagedFrame> frames, byte[] bytes, OpenAlerts openBefore) throws IOException {
        long first = frames.get(0).firstSequence();
        SegmentName name = new SegmentName(nextOrdinal++, epoch);
        SegmentHeader header = new SegmentHeader(
                logId,
                epoch,
                segments.positionOf(first - 1).epoch(),
                first,
                previousValidThrough,
                clock.instant(),
                name.ordinal());
        byte[] head = header.encode(openBefore);
        long least = (long) head.length + bytes.length;
        disk.createDirectories(directory);
        long wanted = Math.max(segmentBytes.getAsLong(), least + head.length);
        Path path = name.in(directory);
        Disk.Output next;
        long size;
        synchronized (reserve) { // until it has another name: housekeeping fills the file of that name with zeros
            size = reserve.take(least, wanted);
            next = disk.open(reserve.file());
            try {
                next.write(0, head);
                next.write(head.length, bytes);
                next.force();
                disk.rename(reserve.file(), path);
                disk.forceDirectory(directory);
                place = new SegmentPlace(path, clock);
            } catch (IOException | RuntimeException | Error e) {
                closeQuietly(next);
                discard(reserve.file());
                discard(path);
                throw e;
            }
        }
        close();
        output = next;
        capacity = size;
        previousValidThrough = SegmentHeader.ALL_VALID;
        Segment segment = new Segment(path, name, header.previousEpoch(), header.createdAt(), first, head.length);
        advance(segment, head.length, frames);
        segments.add(segment);
    }

    private static void advance(Segment segment, long from, List<StagedFrame> frames) {
        long offset = from;
        for (StagedFrame frame : frames) {
            long end = offset + frame.bytes().length;
            segment.advance(offset, end, frame.firstSequence(), frame.lastSequence());
            offset = end;
        }
    }

    private static byte[] concatenated(List<StagedFrame> frames) {
        if (frames.size() == 1) {
            return frames.get(0).bytes();
        }
        int length = frames.stream().mapToInt(frame -> frame.bytes().length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        frames.forEach(frame -> all.put(frame.bytes()));
        return all.array();
    }

    /** A half-written segment: recovery would find its frames, whose callers hear that they failed. */
    private void discard(Path file) {
        try {
            disk.delete(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted; the next segment supersedes it", file, e);
        }
    }

    private static void closeQuietly(Disk.Output output) {
        try {
            output.close();
        } catch (IOException e) {
            LOG.debug("Closing a segment failed; what counts of it was forced before", e);
        }
    }
}

package io.tunnelwatch.log.internal.file;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * One file of the log, as it is known in memory: which numbers it covers, how far its bytes count, and where to begin
 * to read. One thread at a time advances it; any number may read.
 */
public final class Segment {

    /** Every so many bytes one frame is remembered. */
    private static final int INDEX_EVERY_BYTES = 64 << 10;

    private final Path path;
    private final SegmentName name;
    private final UUID previousEpoch;
    private final Instant createdAt;
    private final long firstSequence;
    private final long framesFrom;
    private final ConcurrentSkipListMap<Long, Long> offsetBySequence = new ConcurrentSkipListMap<>();
    private long indexedThrough;
    private volatile long lastSequence;
    private volatile long end;

    /**
     * @param firstSequence the number of its first event, also when that is missing or not yet there
     * @param framesFrom where its frames begin, in bytes
     */
    public Segment(
            Path path, SegmentName name, UUID previousEpoch, Instant createdAt, long firstSequence, long framesFrom) {
        this.path = path;
        this.name = name;
        this.previousEpoch = previousEpoch;
        this.createdAt = createdAt;
        this.firstSequence = firstSequence;
        this.framesFrom = framesFrom;
        this.lastSequence = firstSequence - 1;
        this.end = framesFrom;
    }

    /** Takes in a frame that is on disk, behind all others. */
    public void advance(long offset, long frameEnd, long frameFirstSequence, long frameLastSequence) {
        if (offsetBySequence.isEmpty() || offset - indexedThrough >= INDEX_EVERY_BYTES) {
            offsetBySequence.put(frameFirstSequence, offset);
            indexedThrough = offset;
        }
        end = frameEnd;
        lastSequence = frameLastSequence;
    }

    /** Where its frames begin, in bytes. */
    public long framesFrom() {
        return framesFrom;
    }

    /** Where to begin to read, in bytes, to come by this number. */
    long offsetFor(long sequence) {
        Map.Entry<Long, Long> entry = offsetBySequence.floorEntry(sequence);
        return entry == null ? framesFrom : entry.getValue();
    }

    public Path path() {
        return path;
    }

    public SegmentName name() {
        return name;
    }

    /** The epoch of all its events. */
    public UUID epoch() {
        return name.epoch();
    }

    /** The epoch of the event before its first one. */
    public UUID previousEpoch() {
        return previousEpoch;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The number of its first event, also when that is missing or not yet there. */
    public long firstSequence() {
        return firstSequence;
    }

    /** The number of the last event that is there; {@code firstSequence - 1} when there is none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Whether it holds no event. */
    public boolean isEmpty() {
        return lastSequence < firstSequence;
    }

    /** How many of its bytes count. */
    public long end() {
        return end;
    }
}

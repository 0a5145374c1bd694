package io.tunnelwatch.log.internal.file;

import io.tunnelwatch.log.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The segments of a log, in order, and which position lies where. Safe for any number of threads. */
public final class SegmentList {

    private volatile List<Segment> segments;

    public SegmentList(List<Segment> segments) {
        this.segments = List.copyOf(segments);
    }

    /** All of them, in order, as they are now. */
    public List<Segment> all() {
        return segments;
    }

    /** The latest one. */
    public Optional<Segment> newest() {
        List<Segment> now = segments;
        return now.isEmpty() ? Optional.empty() : Optional.of(now.get(now.size() - 1));
    }

    /** Adds the next one. */
    public synchronized void add(Segment segment) {
        List<Segment> more = new ArrayList<>(segments);
        more.add(segment);
        segments = List.copyOf(more);
    }

    /** Takes the oldest one out of sight. */
    public synchronized void removeOldest() {
        segments = segments.subList(1, segments.size());
    }

    /** The number of the oldest event that may still be there; one after the last when there is none. */
    public long firstSequence() {
        List<Segment> now = segments;
        return now.isEmpty() ? 1 : now.get(0).firstSequence();
    }

    /** The number of the last event on disk; 0 when there is none. */
    public long lastSequence() {
        return newest().map(Segment::lastSequence).orElse(0L);
    }

    /**
     * The position of the event with this number, or the place before the oldest one.
     *
     * @param sequence from {@code firstSequence() - 1} on
     */
    public Position positionOf(long sequence) {
        List<Segment> now = segments;
        for (int i = now.size() - 1; i >= 0; i--) {
            if (now.get(i).firstSequence() <= sequence) {
                return new Position(now.get(i).epoch(), sequence);
            }
        }
        UUID before = now.isEmpty() ? SegmentHeader.NO_EPOCH : now.get(0).previousEpoch();
        return new Position(before, sequence);
    }

    /** Whether one may read on from here: the event is of this log, or the place is just before its oldest event. */
    public boolean knows(Position position) {
        return position.sequence() >= firstSequence() - 1
                && position.sequence() <= lastSequence()
                && positionOf(position.sequence()).epoch().equals(position.epoch());
    }

    /** Whether the position is of this log, and events behind it are gone. */
    public boolean isRetired(Position position) {
        return position.sequence() < firstSequence() - 1
                && segments.stream()
                        .anyMatch(segment -> segment.epoch().equals(position.epoch())
                                || segment.previousEpoch().equals(position.epoch()));
    }

    /** How many bytes the events and pictures take. */
    public long bytes() {
        return segments.stream().mapToLong(Segment::end).sum();
    }
}

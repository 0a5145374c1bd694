package io.tunnelwatch.log.internal.deliver;

import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.file.Frame;
import io.tunnelwatch.log.internal.file.Segment;
import io.tunnelwatch.log.internal.file.SegmentList;
import io.tunnelwatch.log.internal.file.SegmentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads events from the disk, over the borders of segments. Safe for any number of threads. */
public final class LogReader {

    private final SegmentList segments;

    public LogReader(SegmentList segments) {
        this.segments = segments;
    }

    /**
     * The events with a greater number than this one, in order. Numbers that are not there are left out.
     *
     * @param limit how many at most
     * @throws UncheckedIOException the log can not be read
     */
    public List<LogEntry> read(long afterSequence, int limit) {
        List<LogEntry> entries = new ArrayList<>(Math.min(limit, 1024));
        forEach(afterSequence, entry -> {
            entries.add(entry);
            return entries.size() < limit;
        });
        return entries;
    }

    /**
     * Hands over the events with a greater number than this one, in order, until {@code taker} wants no more.
     *
     * @throws UncheckedIOException the log can not be read
     */
    void forEach(long afterSequence, Predicate<LogEntry> taker) {
        InOrder inOrder = new InOrder(afterSequence, taker);
        for (Segment segment : segments.all()) {
            if (segment.lastSequence() > afterSequence && !read(segment, inOrder)) {
                return;
            }
        }
    }

    private static boolean read(Segment segment, InOrder inOrder) {
        try {
            return SegmentReader.read(
                    segment, inOrder.last + 1, frame -> inOrder.take(frame, segment.epoch(), segment.lastSequence()));
        } catch (IOException e) {
            if (Files.notExists(segment.path())) {
                return true; // retired in this moment, or deleted: the reader sees the hole
            }
            throw new UncheckedIOException("The alert log's " + segment.path() + " can not be read", e);
        }
    }

    /** Cuts frames into events, and passes each number once. */
    private static final class InOrder {

        private final Predicate<LogEntry> taker;
        private long last;

        InOrder(long afterSequence, Predicate<LogEntry> taker) {
            this.last = afterSequence;
            this.taker = taker;
        }

        boolean take(Frame frame, java.util.UUID epoch, long through) {
            long sequence = frame.firstSequence();
            for (String json : frame.events()) {
                if (sequence > last && sequence <= through) {
                    last = sequence;
                    if (!taker.test(EventJson.read(new Position(epoch, sequence), json))) {
                        return false;
                    }
                }
                sequence++;
            }
            return true;
        }
    }
}

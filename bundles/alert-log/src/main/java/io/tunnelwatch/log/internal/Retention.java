package io.tunnelwatch.log.internal;

import io.tunnelwatch.log.internal.file.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides which segments go. The newest one never does. */
final class Retention {

    private Retention() {}

    /**
     * What is to be dropped.
     *
     * @param count how many of the oldest segments
     * @param lastSequence the last number that goes with them; 0 when none does
     */
    record Plan(int count, long lastSequence) {}

    /**
     * The oldest segments that go: those beyond {@code maxBytes} in any case, and those that are older than the
     * retention and needed by nobody.
     *
     * @param segments in order
     * @param segmentBytes what the newest one may grow to
     * @param neededBehind the last number that all consumers have taken and that none may return before
     */
    static Plan plan(
            List<Segment> segments,
            long segmentBytes,
            long maxBytes,
            Duration retention,
            long neededBehind,
            Instant now) {
        long bytes = segmentBytes + segments.stream().mapToLong(Segment::end).sum();
        int count = 0;
        while (count < segments.size() - 1) {
            Segment oldest = segments.get(count);
            // what the next one was made at is when this one got its last event
            Instant ended = segments.get(count + 1).createdAt();
            boolean old = ended.isBefore(now.minus(retention)) && oldest.lastSequence() <= neededBehind;
            if (bytes <= maxBytes && !old) {
                break;
            }
            bytes -= oldest.end();
            count++;
        }
        return new Plan(count, count == 0 ? 0 : segments.get(count - 1).lastSequence());
    }
}

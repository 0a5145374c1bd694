package io.tunnelwatch.log.internal.file;

import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.LogStatus.MissingRange;
import io.tunnelwatch.log.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reads what a log's folder holds, whatever happened to it. Every frame whose checksum holds is kept, before and after
 * damage; where two frames claim a number, the one in the later segment counts, for it was written after the earlier
 * one had come into doubt. Damage is listed, never thrown.
 */
public final class Recovery {

    /**
     * What is there.
     *
     * @param logId of the log; empty when no segment tells
     * @param segments in order; never changed
     * @param open what is open after all events
     * @param lastSequence the highest number that was given; 0 when none was
     * @param missing numbers that were given and are not there
     * @param damage what was found wrong, a sentence each
     * @param nextOrdinal for the next segment
     */
    public record Recovered(
            Optional<UUID> logId,
            List<Segment> segments,
            OpenAlertsFold open,
            long lastSequence,
            List<MissingRange> missing,
            List<String> damage,
            long nextOrdinal) {}

    private record Scanned(Segment segment, Optional<SegmentHeader.Located> located, List<MissingRange> missing) {}

    private final Deque<Scanned> scanned = new ArrayDeque<>();
    private final List<String> damage = new ArrayList<>();

    private Recovery() {}

    /**
     * Reads a folder.
     *
     * @throws IOException the folder or a file in it can not be read at all
     */
    public static Recovered recover(Path directory) throws IOException {
        return new Recovery().read(directory);
    }

    private Recovered read(Path directory) throws IOException {
        List<Path> files = segmentFiles(directory);
        // from the last to the first: each segment says how far the one before it counts
        long numbersBelow = Long.MAX_VALUE;
        long bytesBelow = SegmentHeader.ALL_VALID;
        for (int i = files.size() - 1; i >= 0; i--) {
            Optional<Scanned> found = scan(files.get(i), numbersBelow, bytesBelow);
            found.ifPresent(scanned::addFirst);
            numbersBelow = found.map(here -> here.segment().firstSequence()).orElse(numbersBelow);
            bytesBelow = found.flatMap(Scanned::located)
                    .map(located -> located.header().previousValidThrough())
                    .orElse(SegmentHeader.ALL_VALID);
        }
        List<Segment> segments = scanned.stream().map(Scanned::segment).toList();
        long lastSequence = segments.stream()
                .mapToLong(segment -> Math.max(segment.lastSequence(), segment.firstSequence() - 1))
                .max()
                .orElse(0);
        Optional<UUID> logId = scanned.stream()
                .flatMap(here -> here.located().stream())
                .map(located -> located.header().logId())
                .reduce((earlier, later) -> later);
        long nextOrdinal = files.isEmpty()
                ? 1
                : SegmentName.of(files.get(files.size() - 1)).orElseThrow().ordinal() + 1;
        return new Recovered(logId, segments, fold(), lastSequence, missing(), List.copyOf(damage), nextOrdinal);
    }

    private static List<Path> segmentFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> SegmentName.of(file).isPresent())
                    .sorted(Comparator.comparing(
                            file -> SegmentName.of(file).orElseThrow().ordinal()))
                    .toList();
        }
    }

    private Optional<Scanned> scan(Path file, long numbersBelow, long bytesBelow) throws IOException {
        SegmentName name = SegmentName.of(file).orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        Optional<SegmentHeader.Located> located =
                SegmentHeader.read(bytes).filter(there -> there.header().epoch().equals(name.epoch()));
        if (located.isEmpty()) {
            damage.add("The header of " + file + " is damaged; its events are read without it");
        } else if (located.get().snapshot().isEmpty()) {
            damage.add("The picture of the open alerts in " + file + " is damaged; an older one is used");
        }
        int framesFrom = located.map(SegmentHeader.Located::end).orElse(0);
        int to = (int) Math.min(bytes.length, bytesBelow);
        FrameScanner scanner = new FrameScanner(bytes, framesFrom, to, name.epoch());
        Optional<FrameScanner.Found> found = scanner.next();
        if (located.isEmpty() && found.isEmpty()) {
            damage.add("Nothing in " + file + " can be read");
            return Optional.empty();
        }
        Segment segment = new Segment(
                file,
                name,
                located.map(there -> there.header().previousEpoch()).orElse(SegmentHeader.NO_EPOCH),
                located.map(there -> there.header().createdAt()).orElse(Instant.EPOCH),
                located.map(there -> there.header().firstSequence())
                        .orElseGet(() -> found.get().firstSequence()),
                framesFrom);
        List<MissingRange> missing = take(scanner, found, segment, numbersBelow);
        reportUnreadTail(bytes, segment, to);
        return Optional.of(new Scanned(segment, located, missing));
    }

    private List<MissingRange> take(
            FrameScanner scanner, Optional<FrameScanner.Found> first, Segment segment, long numbersBelow) {
        List<MissingRange> missing = new ArrayList<>();
        for (Optional<FrameScanner.Found> next = first; next.isPresent(); next = scanner.next()) {
            FrameScanner.Found frame = next.get();
            long expected = segment.lastSequence() + 1;
            if (frame.firstSequence() < expected || frame.lastSequence() >= numbersBelow) {
                continue; // written again in the next segment
            }
            if (frame.firstSequence() > expected) {
                missing.add(new MissingRange(expected, frame.firstSequence() - 1));
            }
            segment.advance(frame.offset(), frame.end(), frame.firstSequence(), frame.lastSequence());
        }
        return missing;
    }

    private void reportUnreadTail(byte[] bytes, Segment segment, int to) {
        int last = to - 1;
        while (last >= segment.end() && bytes[last] == 0) {
            last--;
        }
        if (last >= segment.end()) {
            damage.add((last + 1 - segment.end()) + " bytes after the last whole frame of " + segment.path()
                    + " are no frame (an append that was under way at the end, or damage)");
        }
    }

    private List<MissingRange> missing() {
        List<MissingRange> missing = new ArrayList<>();
        long expected = scanned.isEmpty() ? 0 : scanned.getFirst().segment().firstSequence();
        for (Scanned here : scanned) {
            Segment segment = here.segment();
            if (segment.firstSequence() > expected) {
                missing.add(new MissingRange(expected, segment.firstSequence() - 1));
            }
            missing.addAll(here.missing());
            expected = segment.lastSequence() + 1;
        }
        return missing;
    }

    /** From the newest picture that can be read, through all events behind it. */
    private OpenAlertsFold fold() throws IOException {
        List<Scanned> all = List.copyOf(scanned);
        int newest = all.size() - 1;
        while (newest > 0 && snapshot(all.get(newest)).isEmpty()) {
            newest--;
        }
        OpenAlertsFold fold =
                newest < 0 ? new OpenAlertsFold() : snapshot(all.get(newest)).orElseGet(OpenAlertsFold::new);
        for (int i = Math.max(newest, 0); i < all.size(); i++) {
            Segment segment = all.get(i).segment();
            SegmentReader.read(segment, segment.firstSequence(), frame -> {
                if (frame.lastSequence() <= segment.lastSequence()) {
                    applyTo(fold, frame, segment.epoch());
                }
                return true;
            });
        }
        return fold;
    }

    private static Optional<OpenAlertsFold> snapshot(Scanned scanned) {
        return scanned.located().flatMap(SegmentHeader.Located::snapshot).map(OpenAlertsFold::new);
    }

    /** Folds the events of a frame. */
    static void applyTo(OpenAlertsFold fold, Frame frame, UUID epoch) {
        long sequence = frame.firstSequence();
        for (String json : frame.events()) {
            EventJson.read(new Position(epoch, sequence++), json).event().ifPresent(fold::apply);
        }
    }
}

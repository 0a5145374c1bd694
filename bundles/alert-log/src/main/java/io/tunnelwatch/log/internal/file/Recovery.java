package io.tunnelwatch.log.internal.file;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.LogStatus.MissingRange;
import io.tunnelwatch.log.Position;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

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

    private record Scanned(Segment segment, Optional<SegmentHeader> header, List<MissingRange> missing) {}

    /** How much of a file is looked at at once for what is behind its last frame. */
    private static final int PIECE_BYTES = 1 << 20;

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
        List<SegmentFile> files = SegmentFile.in(directory, damage::add);
        // from the last to the first: each segment says how far the one before it counts
        long numbersBelow = Long.MAX_VALUE;
        long bytesBelow = SegmentHeader.ALL_VALID;
        for (int i = files.size() - 1; i >= 0; i--) {
            Optional<Scanned> found = scan(files.get(i), numbersBelow, bytesBelow);
            found.ifPresent(scanned::addFirst);
            numbersBelow = found.map(here -> here.segment().firstSequence()).orElse(numbersBelow);
            bytesBelow = found.flatMap(Scanned::header)
                    .map(SegmentHeader::previousValidThrough)
                    .orElse(SegmentHeader.ALL_VALID);
        }
        List<Segment> segments = scanned.stream().map(Scanned::segment).toList();
        long lastSequence = segments.stream()
                .mapToLong(segment -> Math.max(segment.lastSequence(), segment.firstSequence() - 1))
                .max()
                .orElse(0);
        Optional<UUID> logId = scanned.stream()
                .flatMap(here -> here.header().stream())
                .map(SegmentHeader::logId)
                .reduce((earlier, later) -> later);
        long nextOrdinal = files.stream()
                        .mapToLong(file -> Math.max(file.ordinal(), file.name().ordinal()))
                        .max()
                        .orElse(0)
                + 1;
        return new Recovered(logId, segments, fold(), lastSequence, missing(), List.copyOf(damage), nextOrdinal);
    }

    private Optional<Scanned> scan(SegmentFile there, long numbersBelow, long bytesBelow) throws IOException {
        Path path = there.path();
        Optional<SegmentHeader> header = there.located().map(SegmentHeader.Located::header);
        if (header.isEmpty()) {
            damage.add("The header of " + path + " is damaged; its events are read without it");
        } else if (!there.located().get().hasSnapshot()) {
            damage.add("The picture of the open alerts in " + path + " is damaged; an older one is used");
        }
        int framesFrom = there.located().map(SegmentHeader.Located::end).orElse(0);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long to = Math.min(file.length(), bytesBelow);
            OptionalLong first = header.isPresent()
                    ? OptionalLong.of(header.get().firstSequence())
                    : firstSequence(file, framesFrom, to, there.name().epoch());
            if (first.isEmpty()) {
                damage.add("Nothing in " + path + " can be read");
                return Optional.empty();
            }
            Segment segment = new Segment(
                    path,
                    there.name(),
                    header.map(SegmentHeader::previousEpoch).orElse(SegmentHeader.NO_EPOCH),
                    header.map(SegmentHeader::createdAt).orElse(Instant.EPOCH),
                    first.getAsLong(),
                    framesFrom);
            List<MissingRange> missing = new ArrayList<>();
            SegmentReader.scan(file, framesFrom, to, segment.epoch(), (base, frame) -> {
                take(base, frame, segment, numbersBelow).ifPresent(missing::add);
                return true;
            });
            reportUnreadTail(file, segment, to);
            return Optional.of(new Scanned(segment, header, missing));
        }
    }

    private static OptionalLong firstSequence(RandomAccessFile file, long from, long to, UUID epoch)
            throws IOException {
        List<Long> first = new ArrayList<>(1);
        SegmentReader.scan(file, from, to, epoch, (base, frame) -> {
            first.add(frame.firstSequence());
            return false;
        });
        return first.stream().mapToLong(Long::longValue).findFirst();
    }

    /** Answers which numbers are missing before the frame. */
    private static Optional<MissingRange> take(
            long base, FrameScanner.Found frame, Segment segment, long numbersBelow) {
        long expected = segment.lastSequence() + 1;
        if (frame.firstSequence() < expected || frame.lastSequence() >= numbersBelow) {
            return Optional.empty(); // written again in the next segment
        }
        segment.advance(base + frame.offset(), base + frame.end(), frame.firstSequence(), frame.lastSequence());
        return Optional.of(new MissingRange(expected, frame.firstSequence() - 1))
                .filter(range -> range.firstSequence() <= range.lastSequence());
    }

    private void reportUnreadTail(RandomAccessFile file, Segment segment, long to) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        long last = -1;
        for (long offset = segment.end(); offset < to; offset += PIECE_BYTES) {
            int length = (int) Math.min(PIECE_BYTES, to - offset);
            file.seek(offset);
            file.readFully(piece, 0, length);
            for (int i = 0; i < length; i++) {
                last = piece[i] == 0 ? last : offset + i;
            }
        }
        if (last >= 0) {
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
        Optional<OpenAlerts> picture =
                newest < 0 ? Optional.empty() : Snapshots.read(all.get(newest).segment());
        while (newest > 0 && picture.isEmpty()) {
            newest--;
            picture = Snapshots.read(all.get(newest).segment());
        }
        OpenAlertsFold fold = picture.map(OpenAlertsFold::new).orElseGet(OpenAlertsFold::new);
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

    /** Folds the events of a frame. */
    static void applyTo(OpenAlertsFold fold, Frame frame, UUID epoch) {
        long sequence = frame.firstSequence();
        for (String json : frame.events()) {
            EventJson.read(new Position(epoch, sequence++), json).event().ifPresent(fold::apply);
        }
    }
}

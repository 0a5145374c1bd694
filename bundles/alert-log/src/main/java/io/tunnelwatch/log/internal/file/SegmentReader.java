package io.tunnelwatch.log.internal.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Reads frames of a segment while it may still be written. It reads with plain calls, not through a channel, because a
 * channel is closed when its thread is interrupted, which consumers' threads are.
 */
public final class SegmentReader {

    private static final int PIECE_BYTES = 256 << 10;

    private SegmentReader() {}

    /**
     * Hands over the frames that hold this number or a later one, in order, until {@code taker} has enough.
     *
     * @param taker answers whether it wants more
     * @return whether it wanted more at the end of the segment
     * @throws IOException the file can not be read
     */
    public static boolean read(Segment segment, long fromSequence, Predicate<Frame> taker) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.path().toFile(), "r")) {
            // shorter only when somebody cut it: what is left counts, and the reader sees the hole
            long end = Math.min(segment.end(), file.length());
            return scan(
                    file,
                    segment.offsetFor(fromSequence),
                    end,
                    segment.epoch(),
                    (base, found) -> found.lastSequence() < fromSequence || taker.test(found.frame()));
        }
    }

    /** Gets the frames that a scan finds. */
    interface Taker {

        /**
         * Takes a frame.
         *
         * @param base where the piece begins that the frame was found in
         * @return whether more is wanted
         */
        boolean take(long base, FrameScanner.Found found);
    }

    /**
     * Hands over all frames between two places of a file, which may be of any size.
     *
     * @return whether more was wanted at the end
     */
    static boolean scan(RandomAccessFile file, long from, long end, UUID epoch, Taker taker) throws IOException {
        long offset = from;
        int pieceBytes = PIECE_BYTES;
        while (offset < end) {
            byte[] piece = new byte[(int) Math.min(pieceBytes, end - offset)];
            file.seek(offset);
            file.readFully(piece);
            FrameScanner scanner = new FrameScanner(piece, 0, piece.length, epoch);
            Optional<FrameScanner.Found> found = scanner.next();
            while (found.isPresent()) {
                if (!taker.take(offset, found.get())) {
                    return false;
                }
                found = scanner.next();
            }
            if (offset + piece.length >= end) {
                return true;
            }
            pieceBytes = scanner.undecided() == 0 ? pieceBytes * 2 : PIECE_BYTES;
            offset += scanner.undecided();
        }
        return true;
    }
}

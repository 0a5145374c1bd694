package io.tunnelwatch.log.internal.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Optional;
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
        long offset = segment.offsetFor(fromSequence);
        int pieceBytes = PIECE_BYTES;
        try (RandomAccessFile file = new RandomAccessFile(segment.path().toFile(), "r")) {
            // shorter only when somebody cut it: what is left counts, and the reader sees the hole
            long end = Math.min(segment.end(), file.length());
            while (offset < end) {
                byte[] piece = new byte[(int) Math.min(pieceBytes, end - offset)];
                file.seek(offset);
                file.readFully(piece);
                FrameScanner scanner = new FrameScanner(piece, 0, piece.length, segment.epoch());
                Optional<FrameScanner.Found> found = scanner.next();
                while (found.isPresent()) {
                    if (found.get().lastSequence() >= fromSequence
                            && !taker.test(found.get().frame())) {
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
        }
        return true;
    }
}

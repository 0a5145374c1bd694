package io.tunnelwatch.log.internal.file;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the whole frames in a piece of a segment, one after the other, going over whatever is between them: after
 * damage it looks for the next marker whose checksum holds. Any bytes are fine; it never throws. Belongs to one thread.
 */
final class FrameScanner {

    /**
     * A frame whose checksum holds.
     *
     * @param offset where it begins in the piece
     * @param end the first byte after it
     */
    record Found(int offset, int end, long firstSequence, int count, ByteBuffer payload) {

        long lastSequence() {
            return firstSequence + count - 1;
        }

        Frame frame() {
            return new Frame(firstSequence, Frame.events(payload.duplicate(), count));
        }
    }

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final int to;
    private final UUID epoch;
    private int position;
    private int undecided = -1;

    FrameScanner(byte[] bytes, int from, int to, UUID epoch) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
        this.position = from;
        this.to = to;
        this.epoch = epoch;
    }

    /** The next frame; empty when there is no further one in this piece. */
    Optional<Found> next() {
        while (position + Frame.HEADER_BYTES <= to) {
            if (buffer.getInt(position) == Frame.MARKER) {
                Optional<Found> found = frameHere();
                if (found.isPresent()) {
                    position = found.get().end();
                    undecided = -1; // what seemed to begin a longer frame was damage
                    return found;
                }
            }
            position = nextMarker(position + 1);
        }
        return Optional.empty();
    }

    /**
     * Where to read on with a longer piece, after {@link #next} found no further frame: the first marker whose frame
     * may reach beyond the piece, else the first byte that was too near to the end to be looked at.
     */
    int undecided() {
        return undecided >= 0 ? undecided : Math.min(position, to);
    }

    private Optional<Found> frameHere() {
        int length = buffer.getInt(position + 4);
        int count = buffer.getInt(position + 8);
        long end = (long) position + Frame.HEADER_BYTES + length;
        if (length < 0 || length > Frame.MAX_PAYLOAD_BYTES || count < 1) {
            return Optional.empty();
        }
        if (end > to) {
            undecided = undecided >= 0 ? undecided : position;
            return Optional.empty();
        }
        if (buffer.getInt(position + Frame.HEADER_BYTES - Integer.BYTES)
                != Frame.checksum(epoch, bytes, position, length)) {
            return Optional.empty();
        }
        ByteBuffer payload = buffer.slice(position + Frame.HEADER_BYTES, length);
        return Optional.of(new Found(position, (int) end, buffer.getLong(position + 12), count, payload));
    }

    private int nextMarker(int from) {
        byte first = (byte) (Frame.MARKER >>> 24);
        for (int i = from; i + Integer.BYTES <= to; i++) {
            if (bytes[i] == first && buffer.getInt(i) == Frame.MARKER) {
                return i;
            }
        }
        return Math.max(from, to - Integer.BYTES + 1);
    }
}

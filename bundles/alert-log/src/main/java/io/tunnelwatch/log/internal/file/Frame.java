package io.tunnelwatch.log.internal.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The events of one append, as they stand in a segment: all of them or none. In the file (big endian):
 *
 * <pre>
 *   marker "TWF1" | length of the payload, int | number of events, int | number of the first event, long | CRC32C, int
 *   payload: for each event its length in bytes, int, and its JSON in UTF-8
 * </pre>
 *
 * The checksum covers the epoch, all fields before it but the marker, and the payload. With the epoch in it, a frame
 * that an earlier opening left in a reused file is no frame.
 *
 * @param firstSequence the number of the first event
 * @param events their JSON
 */
public record Frame(long firstSequence, List<String> events) {

    /** Bytes before the payload. */
    static final int HEADER_BYTES = 24;

    /** The largest payload: it bounds what a damaged length can make a reader allocate. */
    static final int MAX_PAYLOAD_BYTES = 64 << 20;

    static final int MARKER = 'T' << 24 | 'W' << 16 | 'F' << 8 | '1';

    private static final int CHECKED_HEADER_BYTES = 16;

    public Frame {
        events = List.copyOf(events);
    }

    /** The number of the last event. */
    public long lastSequence() {
        return firstSequence + events.size() - 1;
    }

    /**
     * How many bytes these events take in a frame, its header not counted.
     *
     * @throws IllegalArgumentException they are too long for one frame
     */
    public static int requireRoomFor(List<byte[]> events) {
        long payload = payloadBytes(events);
        if (payload > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("The " + events.size() + " events of one append have " + payload
                    + " bytes, more than " + MAX_PAYLOAD_BYTES + ": append fewer at once");
        }
        return (int) payload;
    }

    /**
     * Writes events as a frame.
     *
     * @param events the JSON of each, in UTF-8
     */
    public static byte[] encode(UUID epoch, long firstSequence, List<byte[]> events) {
        long payload = payloadBytes(events);
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + (int) payload)
                .putInt(MARKER)
                .putInt((int) payload)
                .putInt(events.size())
                .putLong(firstSequence)
                .putInt(0);
        events.forEach(event -> frame.putInt(event.length).put(event));
        byte[] bytes = frame.array();
        frame.putInt(HEADER_BYTES - Integer.BYTES, checksum(epoch, bytes, 0, (int) payload));
        return bytes;
    }

    private static long payloadBytes(List<byte[]> events) {
        long bytes = 0;
        for (byte[] event : events) {
            bytes += Integer.BYTES + (long) event.length;
        }
        return bytes;
    }

    static int checksum(UUID epoch, byte[] bytes, int offset, int payloadBytes) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(epoch.getMostSignificantBits())
                .putLong(epoch.getLeastSignificantBits())
                .flip());
        crc.update(bytes, offset + Integer.BYTES, CHECKED_HEADER_BYTES);
        crc.update(bytes, offset + HEADER_BYTES, payloadBytes);
        return (int) crc.getValue();
    }

    /** Reads the events of a payload whose checksum holds. */
    static List<String> events(ByteBuffer payload, int count) {
        List<String> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] json = new byte[payload.getInt()];
            payload.get(json);
            events.add(new String(json, StandardCharsets.UTF_8));
        }
        return events;
    }
}

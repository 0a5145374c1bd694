package io.tunnelwatch.log.internal.file;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.json.OpenAlertsJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What a segment says of itself, and of the one before it.
 *
 * @param logId the log it belongs to
 * @param epoch the opening of the log that wrote it
 * @param previousEpoch the epoch of the event before its first one; {@link #NO_EPOCH} when there is none
 * @param firstSequence the number of its first event, also when it holds none yet
 * @param previousValidThrough how many bytes of the segment before count; {@link #ALL_VALID} when nothing is in doubt
 */
public record SegmentHeader(
        UUID logId, UUID epoch, UUID previousEpoch, long firstSequence, long previousValidThrough, Instant createdAt) {

    /** The epoch before the first event. */
    public static final UUID NO_EPOCH = new UUID(0, 0);

    /** The segment before was closed in order, or read through and found good. */
    public static final long ALL_VALID = Long.MAX_VALUE;

    private static final long MAGIC = 0x54574C4F47310A00L; // "TWLOG1\n\0"
    private static final int FIXED_BYTES = 8 * Long.BYTES + 3 * Long.BYTES;
    private static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int SNAPSHOT_BYTES = 2 * Integer.BYTES;
    private static final int BYTES = FIXED_BYTES + SNAPSHOT_BYTES + CHECKSUM_BYTES;

    /** A header and how far it reaches in its file. */
    record Located(SegmentHeader header, int end, Optional<OpenAlerts> snapshot) {}

    /** The header and the open alerts before the segment's first event, as the segment begins with them. */
    public byte[] encode(OpenAlerts snapshot) {
        byte[] json = OpenAlertsJson.write(snapshot);
        ByteBuffer buffer = ByteBuffer.allocate(BYTES + json.length)
                .putLong(MAGIC)
                .putLong(logId.getMostSignificantBits())
                .putLong(logId.getLeastSignificantBits())
                .putLong(epoch.getMostSignificantBits())
                .putLong(epoch.getLeastSignificantBits())
                .putLong(previousEpoch.getMostSignificantBits())
                .putLong(previousEpoch.getLeastSignificantBits())
                .putLong(firstSequence)
                .putLong(previousValidThrough)
                .putLong(createdAt.toEpochMilli())
                .putLong(0) // for a later version
                .putInt(json.length)
                .putInt(checksum(json, 0, json.length));
        buffer.putInt(checksum(buffer.array(), 0, BYTES - CHECKSUM_BYTES)).put(json);
        return buffer.array();
    }

    /** Reads the header that a file begins with; empty when it is damaged. A damaged snapshot only is left out. */
    static Optional<Located> read(byte[] file) {
        if (file.length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(file);
        boolean intact = buffer.getLong(0) == MAGIC
                && buffer.getInt(BYTES - CHECKSUM_BYTES) == checksum(file, 0, BYTES - CHECKSUM_BYTES);
        if (!intact) {
            return Optional.empty();
        }
        buffer.position(Long.BYTES);
        SegmentHeader header = new SegmentHeader(
                uuid(buffer),
                uuid(buffer),
                uuid(buffer),
                buffer.getLong(),
                buffer.getLong(),
                Instant.ofEpochMilli(buffer.getLong()));
        buffer.position(FIXED_BYTES);
        int snapshotLength = buffer.getInt();
        int snapshotChecksum = buffer.getInt();
        boolean whole = snapshotLength <= file.length - BYTES;
        Optional<OpenAlerts> snapshot = whole && checksum(file, BYTES, snapshotLength) == snapshotChecksum
                ? snapshot(Arrays.copyOfRange(file, BYTES, BYTES + snapshotLength))
                : Optional.empty();
        return Optional.of(new Located(header, whole ? BYTES + snapshotLength : file.length, snapshot));
    }

    private static Optional<OpenAlerts> snapshot(byte[] json) {
        try {
            return Optional.of(OpenAlertsJson.read(json));
        } catch (IOException e) {
            return Optional.empty(); // written by a version that this one does not understand: older ones are tried
        }
    }

    private static UUID uuid(ByteBuffer buffer) {
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}

package io.tunnelwatch.log.internal.file;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.json.OpenAlertsJson;
import java.io.IOException;
import java.io.RandomAccessFile;
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
 * @param ordinal its place in the order of segments
 * @param previousValidThrough how many bytes of the segment before count; {@link #ALL_VALID} when nothing is in doubt
 */
public record SegmentHeader(
        UUID logId,
        UUID epoch,
        UUID previousEpoch,
        long firstSequence,
        long previousValidThrough,
        Instant createdAt,
        long ordinal) {

    /** The epoch before the first event. */
    public static final UUID NO_EPOCH = new UUID(0, 0);

    /** The segment before was closed in order, or read through and found good. */
    public static final long ALL_VALID = Long.MAX_VALUE;

    private static final long MAGIC = 0x54574C4F47310A00L; // "TWLOG1\n\0"
    private static final int FIXED_BYTES = 8 * Long.BYTES + 3 * Long.BYTES;
    private static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int SNAPSHOT_BYTES = 2 * Integer.BYTES;
    private static final int BYTES = FIXED_BYTES + SNAPSHOT_BYTES + CHECKSUM_BYTES;

    /** A header, how far it and its snapshot reach in their file, and whether the snapshot is whole. */
    record Located(SegmentHeader header, int end, boolean hasSnapshot) {}

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
                .putLong(ordinal)
                .putInt(json.length)
                .putInt(checksum(json, 0, json.length));
        buffer.putInt(checksum(buffer.array(), 0, BYTES - CHECKSUM_BYTES)).put(json);
        return buffer.array();
    }

    /**
     * Reads the header that a file begins with; empty when it is damaged.
     *
     * @throws IOException the file can not be read
     */
    static Optional<Located> read(RandomAccessFile file) throws IOException {
        byte[] fixed = beginning(file, BYTES);
        return isIntact(fixed)
                ? read(beginning(file, BYTES + (long) ByteBuffer.wrap(fixed).getInt(FIXED_BYTES)))
                : Optional.empty();
    }

    /** Reads the header that these bytes begin with; empty when it is damaged. */
    static Optional<Located> read(byte[] beginning) {
        if (!isIntact(beginning)) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(beginning);
        buffer.position(Long.BYTES);
        SegmentHeader header = new SegmentHeader(
                uuid(buffer),
                uuid(buffer),
                uuid(buffer),
                buffer.getLong(),
                buffer.getLong(),
                Instant.ofEpochMilli(buffer.getLong()),
                buffer.getLong());
        int snapshotLength = buffer.getInt();
        int snapshotChecksum = buffer.getInt();
        boolean whole = snapshotLength <= beginning.length - BYTES;
        return Optional.of(new Located(
                header,
                whole ? BYTES + snapshotLength : beginning.length,
                whole && checksum(beginning, BYTES, snapshotLength) == snapshotChecksum));
    }

    /** Reads the open alerts behind the header that these bytes begin with; empty when one of them is damaged. */
    static Optional<OpenAlerts> readSnapshot(byte[] beginning) {
        return read(beginning)
                .filter(Located::hasSnapshot)
                .flatMap(located -> snapshot(Arrays.copyOfRange(beginning, BYTES, located.end())));
    }

    private static boolean isIntact(byte[] beginning) {
        if (beginning.length < BYTES) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.wrap(beginning);
        return buffer.getLong(0) == MAGIC
                && buffer.getInt(BYTES - CHECKSUM_BYTES) == checksum(beginning, 0, BYTES - CHECKSUM_BYTES);
    }

    private static byte[] beginning(RandomAccessFile file, long bytes) throws IOException {
        byte[] beginning = new byte[(int) Math.min(bytes, file.length())];
        file.seek(0);
        file.readFully(beginning);
        return beginning;
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

package io.tunnelwatch.store.internal.imports;

import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.store.internal.entity.StoredRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * The ids that a row of the older application gets: always the same ones, so that it comes in once. They are UUIDs of
 * version 7 (RFC 9562, section 5.7) with the row's time, and bits of a SHA-256 of all that the row says in place of
 * random ones. A time that names no zone is taken for UTC here, so that who imports the file again with another zone
 * gets no row twice.
 */
record RowIds(UUID alert, UUID delivery) {

    /**
     * The ids of a row.
     *
     * @throws RowRefusedException it has no time
     */
    static RowIds of(StoredRow row) throws RowRefusedException {
        long millis =
                SentAt.parse(row.columns().get("sent_at"), ZoneOffset.UTC).at().toEpochMilli();
        ByteBuffer digest = ByteBuffer.wrap(digest(row));
        return new RowIds(
                TimeOrderedIds.of(millis, digest.getLong(), digest.getLong()),
                TimeOrderedIds.of(millis, digest.getLong(), digest.getLong()));
    }

    /** Each value with its type and length, so that no two rows give the same bytes. */
    private static byte[] digest(StoredRow row) {
        MessageDigest sha = sha256();
        for (String column : AlertImport.COLUMNS) {
            Object value = row.columns().get(column);
            byte[] bytes = value == null ? new byte[0] : bytes(value);
            String type = value == null ? "null" : isNumber(value) ? "number" : "text";
            sha.update((column + " " + type + " " + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
            sha.update(bytes);
        }
        return sha.digest();
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number;
    }

    private static byte[] bytes(Object value) {
        return value instanceof byte[] blob ? blob : value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

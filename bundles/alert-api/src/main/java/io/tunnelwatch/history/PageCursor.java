package io.tunnelwatch.history;

import io.tunnelwatch.alert.Alert;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.UUID;

/**
 * A place in a list of alerts, which are sorted by time of raising, then id, both descending. Neither ever changes, so
 * paging is stable while the list grows.
 */
public record PageCursor(Instant raisedAt, UUID id) {

    /** The order of every list of alerts: the latest raised first. */
    public static final Comparator<Alert> ORDER =
            Comparator.comparing(PageCursor::of, PageCursor::compare).reversed();

    private static final int BYTES = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

    /** The place of an alert: a page that begins after it does not hold it. */
    public static PageCursor of(Alert alert) {
        return new PageCursor(alert.raisedAt(), alert.id());
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException it is not a cursor; the message says so
     */
    public static PageCursor parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == BYTES) {
                Instant raisedAt = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
                return new PageCursor(raisedAt, new UUID(bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(refusal(text), e);
        }
        throw new IllegalArgumentException(refusal(text));
    }

    /** Whether an alert comes after this place in a list. */
    public boolean isBefore(Alert alert) {
        return compare(of(alert), this) < 0;
    }

    /** For links and {@code --after}: letters, digits, {@code -} and {@code _}. */
    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(raisedAt.getEpochSecond())
                .putInt(raisedAt.getNano())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** By the text of the id, as a database compares it; {@link UUID#compareTo} compares signed numbers. */
    private static int compare(PageCursor one, PageCursor other) {
        int byTime = one.raisedAt.compareTo(other.raisedAt);
        return byTime != 0 ? byTime : one.id.toString().compareTo(other.id.toString());
    }

    private static String refusal(String text) {
        return "'" + text + "' is not a cursor: give the one that the page before ended with";
    }
}

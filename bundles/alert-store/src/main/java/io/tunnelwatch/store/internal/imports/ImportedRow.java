package io.tunnelwatch.store.internal.imports;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.store.internal.entity.StoredRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A row of the older application as an alert of ours, which was over at once.
 *
 * @param number of the row
 * @param delivery whether people were told of it; absent when the row does not say
 * @param deliveryId of the delivery
 * @param zoneless whether the time names no zone
 */
record ImportedRow(long number, Alert alert, Optional<Delivery> delivery, UUID deliveryId, boolean zoneless) {

    static final String TAG = "imported";

    /** What stands for the channel: which one the older application had, it does not say. */
    static final String CHANNEL = "imported";

    private static final String NOT_SENT = "the older application could not send it";

    /** Enough for a mail of some paragraphs, on one line. */
    private static final int MOST_SUMMARY = 2000;

    /** A clock can be ahead, and a zone be wrong; what is later than that is no past. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /**
     * Makes it ours.
     *
     * @throws RowRefusedException it can not be understood
     */
    static ImportedRow of(StoredRow row, ImportRequest request, Instant now) throws RowRefusedException {
        String peer = peer(row);
        SentAt sent = SentAt.parse(row.columns().get("sent_at"), request.zone());
        if (sent.at().isBefore(Instant.EPOCH) || sent.at().isAfter(now.plus(AHEAD))) {
            throw new RowRefusedException(
                    "sent_at is " + sent.at() + (sent.at().isAfter(now) ? ", in the future" : ", before 1970"));
        }
        String subject = oneLine(row, "subject");
        String message = oneLine(row, "message");
        Meaning meaning = Meaning.of(subject, message);
        RowIds ids = RowIds.of(row);
        Optional<String> name = Optional.of(oneLine(row, "client_name")).filter(text -> !text.isEmpty());
        AlertKey key = new AlertKey(meaning.kind(), request.gateway(), Optional.empty(), Optional.of(peer));
        Alert alert = new Alert(
                ids.alert(),
                key,
                meaning.severity(),
                AlertState.RESOLVED,
                name,
                summary(subject, message, name.orElse(peer)),
                Stream.concat(Stream.of(TAG), meaning.tag().stream()).toList(),
                1,
                sent.at(),
                sent.at(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(sent.at()),
                Optional.of(Alert.TUNNELWATCH),
                Optional.empty());
        Optional<Delivery> delivery = success(row)
                .map(arrived -> new Delivery(
                        ids.alert(),
                        CHANNEL,
                        meaning.notice(),
                        sent.at(),
                        arrived ? Optional.empty() : Optional.of(NOT_SENT),
                        !arrived));
        return new ImportedRow(number(row), alert, delivery, ids.delivery(), sent.zoneless());
    }

    private static long number(StoredRow row) throws RowRefusedException {
        if (row.columns().get("id") instanceof Number number) {
            return number.longValue();
        }
        throw new RowRefusedException("its id is no number");
    }

    private static String peer(StoredRow row) throws RowRefusedException {
        Object key = row.columns().get("peer_key");
        if (key instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        throw new RowRefusedException("it names no peer: peer_key is "
                + (key == null ? "NULL" : key instanceof String ? "empty" : "no text"));
    }

    /** The text in one line; empty where there is none. */
    private static String oneLine(StoredRow row, String column) throws RowRefusedException {
        Object value = row.columns().get(column);
        if (value instanceof byte[]) {
            throw new RowRefusedException(column + " is no text, but a BLOB");
        }
        return value == null ? "" : value.toString().strip().replaceAll("\\s+", " ");
    }

    /** Both, unless one says it all. */
    private static String summary(String subject, String message, String peer) {
        List<String> parts = new ArrayList<>();
        if (!contains(message, subject)) {
            parts.add(subject);
        }
        if (!message.isEmpty() && !(parts.contains(subject) && contains(subject, message))) {
            parts.add(message);
        }
        String summary = parts.isEmpty() ? "An alert without words about " + peer : String.join(": ", parts);
        int length = Math.min(summary.length(), MOST_SUMMARY);
        boolean splitsPair = length < summary.length() && Character.isHighSurrogate(summary.charAt(length - 1));
        return length == summary.length() ? summary : summary.substring(0, splitsPair ? length - 1 : length) + "…";
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /** Whether people were told; empty when it says neither yes nor no. */
    private static Optional<Boolean> success(StoredRow row) {
        Object value = row.columns().getOrDefault("success", "");
        switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "1":
            case "true":
            case "t":
                return Optional.of(true);
            case "0":
            case "false":
            case "f":
                return Optional.of(false);
            default:
                return Optional.empty();
        }
    }
}

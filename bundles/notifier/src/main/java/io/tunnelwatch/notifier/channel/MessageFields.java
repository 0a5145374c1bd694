package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.settings.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The fields of templates. Those of an alert stand in each of {@code alerts}; those of the first one also beside the
 * message's own. What is absent is the empty text, which a section takes for false. Every text is one line of printable
 * characters, and of bounded length.
 */
public final class MessageFields {

    /** How many alerts a message lists; how many more there are is in {@code moreCount}. */
    static final int MOST_LISTED = 100;

    /** How many names are in the headline of a digest. */
    private static final int MOST_NAMED = 5;

    private static final int LONGEST_TEXT = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

    private MessageFields() {}

    /**
     * All fields.
     *
     * @param zone of the times for people
     */
    public static Map<String, Object> of(Message message, ZoneId zone) {
        Map<String, Object> fields = new LinkedHashMap<>(of(message.first(), zone));
        List<AlertNotice> notices = message.notices();
        fields.put("headline", headline(message));
        fields.put("digest", message.isDigest());
        fields.put("test", message.occasion() == Message.Occasion.TEST);
        fields.put("messageKey", message.idempotencyKey());
        fields.put("count", notices.size());
        fields.put("raisedCount", count(notices, Notice.RAISED));
        fields.put("renotifiedCount", count(notices, Notice.RENOTIFIED));
        fields.put("resolvedCount", count(notices, Notice.RESOLVED));
        fields.put("moreCount", notices.size() > MOST_LISTED ? notices.size() - MOST_LISTED : "");
        fields.put(
                "alerts",
                notices.stream()
                        .limit(MOST_LISTED)
                        .map(notice -> of(notice, zone))
                        .toList());
        return fields;
    }

    /** The message in one line: what a subject or a push notice shows. */
    public static String headline(Message message) {
        if (message.occasion() == Message.Occasion.TEST) {
            return "Test: " + line(message.first().alert().summary());
        }
        return message.isDigest() ? digestHeadline(message) : headline(message.first());
    }

    private static String headline(AlertNotice notice) {
        Alert alert = notice.alert();
        String summary = line(alert.summary());
        return switch (notice.notice()) {
            case RAISED -> alert.severity() + ": " + summary;
            case RENOTIFIED -> alert.severity() + " for " + lasted(notice) + ": " + summary;
            case RESOLVED -> "Resolved after " + lasted(notice) + ": " + summary;
        };
    }

    private static String digestHeadline(Message message) {
        List<AlertNotice> notices = message.notices();
        Duration span = Duration.between(
                message.first().at(), notices.get(notices.size() - 1).at());
        String more = message.occasion() == Message.Occasion.MORE_ALERTS ? " more" : "";
        String within = span.toSeconds() <= 60 ? "a minute" : Durations.format(span);
        return notices.size() + more + " alerts within " + within + ": " + names(notices) + " (" + kinds(notices) + ")";
    }

    private static String names(List<AlertNotice> notices) {
        List<String> names =
                notices.stream().map(MessageFields::name).distinct().toList();
        String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? first + ", ..." : first;
    }

    private static String name(AlertNotice notice) {
        Alert alert = notice.alert();
        return line(alert.peerName()
                .or(() -> alert.key().peerKey())
                .or(() -> alert.key().interfaceName())
                .or(() -> alert.key().gateway())
                .orElse("Tunnelwatch"));
    }

    private static String kinds(List<AlertNotice> notices) {
        Map<String, Long> kinds = new TreeMap<>(notices.stream()
                .collect(Collectors.groupingBy(
                        notice -> notice.notice() == Notice.RESOLVED
                                ? "resolved"
                                : notice.alert().key().kind().name(),
                        Collectors.counting())));
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> of(AlertNotice notice, ZoneId zone) {
        Alert alert = notice.alert();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", notice.key());
        fields.put("notice", notice.notice().name());
        fields.put("raised", notice.notice() == Notice.RAISED);
        fields.put("renotified", notice.notice() == Notice.RENOTIFIED);
        fields.put("resolved", notice.notice() == Notice.RESOLVED);
        fields.put("id", alert.id().toString());
        fields.put("kind", alert.key().kind().name());
        fields.put("severity", alert.severity().name());
        fields.put("state", alert.state().name());
        fields.put("gateway", line(alert.key().gateway()));
        fields.put("interface", line(alert.key().interfaceName()));
        fields.put("peerKey", line(alert.key().peerKey()));
        fields.put("peerName", line(alert.peerName()));
        fields.put("subject", name(notice));
        fields.put("summary", line(alert.summary()));
        fields.put("tags", line(String.join(", ", alert.tags())));
        fields.put("occurrences", alert.occurrences());
        fields.put("raisedAt", time(alert.raisedAt(), zone));
        fields.put("raisedAtIso", alert.raisedAt().toString());
        fields.put("at", time(notice.at(), zone));
        fields.put("atIso", notice.at().toString());
        fields.put("lasted", lasted(notice));
        fields.put("acknowledgedBy", line(alert.acknowledgedBy()));
        fields.put("reason", line(notice.reason()));
        return fields;
    }

    private static String lasted(AlertNotice notice) {
        return Durations.format(Duration.between(notice.alert().raisedAt(), notice.at()));
    }

    private static long count(List<AlertNotice> notices, Notice wanted) {
        return notices.stream().filter(notice -> notice.notice() == wanted).count();
    }

    private static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    private static String line(Optional<String> text) {
        return text.map(MessageFields::line).orElse("");
    }

    private static String line(String text) {
        return Plain.line(text, LONGEST_TEXT);
    }
}

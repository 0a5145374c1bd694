package io.tunnelwatch.notifier.syslog.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Utf8;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;

/**
 * Writes a notice as RFC 5424 has it. Nothing that stands in it can end its field, its line or the message: the header
 * holds settings that were checked and names of ours, all else is text of one line, escaped and cut.
 *
 * @param headline says a message in one line
 */
record SyslogFormat(SyslogSettings settings, Function<Message, String> headline) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Together with the header at its longest, the values leave a datagram a quarter for the text. */
    private static final int LONGEST_NAME = 96;

    private static final int LONGEST_OF_OURS = 64;

    private static final int CRITICAL = 2;
    private static final int WARNING = 4;
    private static final int NOTICE = 5;
    private static final int INFORMATIONAL = 6;

    /** @param message with one notice */
    byte[] write(Message message) {
        AlertNotice notice = message.first();
        boolean test = message.occasion() == Message.Occasion.TEST;
        String start = String.join(
                " ",
                "<" + settings.facility().priority(severity(notice)) + ">1",
                notice.at().truncatedTo(ChronoUnit.MICROS).toString(), // more digits are not allowed (6.2.3)
                settings.hostname(),
                settings.appName(),
                "-",
                test ? "TEST" : notice.alert().key().kind().name(),
                structuredData(notice),
                BYTE_ORDER_MARK);
        int room = settings.protocol().maxBytes() - Utf8.bytes(start).length;
        return Utf8.bytes(start + Utf8.cut(headline.apply(message), room));
    }

    private String structuredData(AlertNotice notice) {
        Alert alert = notice.alert();
        return new StructuredData("tunnelwatch@" + settings.enterpriseNumber())
                .with("key", notice.key(), LONGEST_OF_OURS)
                .with("id", alert.id().toString(), LONGEST_OF_OURS)
                .with("notice", lowerCase(notice.notice()), LONGEST_OF_OURS)
                .with("severity", lowerCase(alert.severity()), LONGEST_OF_OURS)
                .with("gateway", alert.key().gateway(), LONGEST_NAME)
                .with("interface", alert.key().interfaceName(), LONGEST_OF_OURS)
                .with("peer", alert.peerName(), LONGEST_NAME)
                .with("peerKey", alert.key().peerKey(), LONGEST_OF_OURS)
                .toString();
    }

    /** What is over is not critical any more, and still worth more attention than what is only good to know. */
    private static int severity(AlertNotice notice) {
        return notice.notice() == Notice.RESOLVED
                ? NOTICE
                : severity(notice.alert().severity());
    }

    private static int severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> CRITICAL;
            case WARNING -> WARNING;
            case INFO -> INFORMATIONAL;
        };
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

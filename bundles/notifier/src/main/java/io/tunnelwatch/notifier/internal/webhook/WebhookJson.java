package io.tunnelwatch.notifier.internal.webhook;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.json.Json;
import io.tunnelwatch.json.NoticeView;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.MessageFields;
import io.tunnelwatch.notifier.channel.Plain;
import java.util.List;

/**
 * The JSON of webhooks; {@code docs/channels.md} is its contract.
 *
 * @param schema rises when a reader of the old one would misread the new one, not when a field is added
 * @param key names the message; the same message sent again has the same
 */
record WebhookJson(int schema, String key, boolean test, String headline, List<NoticeView> alerts) {

    private static final Json JSON = new Json();
    private static final int SCHEMA = 1;
    private static final int LONGEST_TEXT = 1_000;

    static String write(Message message) {
        return JSON.write(new WebhookJson(
                SCHEMA,
                message.idempotencyKey(),
                message.occasion() == Message.Occasion.TEST,
                MessageFields.headline(message),
                message.notices().stream().map(WebhookJson::view).toList()));
    }

    private static NoticeView view(AlertNotice notice) {
        return NoticeView.of(
                bounded(notice.alert()),
                notice.notice(),
                notice.key(),
                notice.number(),
                notice.at(),
                notice.reason().map(WebhookJson::line));
    }

    /** The receiver may have to store it, and to show it. */
    private static Alert bounded(Alert alert) {
        return new Alert(
                alert.id(),
                alert.key(),
                alert.severity(),
                alert.state(),
                alert.peerName().map(WebhookJson::line),
                line(alert.summary()),
                alert.tags(),
                alert.occurrences(),
                alert.raisedAt(),
                alert.lastSeenAt(),
                alert.acknowledgedAt(),
                alert.acknowledgedBy(),
                alert.resolvedAt(),
                alert.resolvedBy(),
                alert.silencedUntil());
    }

    private static String line(String text) {
        return Plain.line(text, LONGEST_TEXT);
    }
}

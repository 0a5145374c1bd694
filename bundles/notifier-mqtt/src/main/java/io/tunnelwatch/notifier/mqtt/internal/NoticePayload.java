package io.tunnelwatch.notifier.mqtt.internal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.json.AlertView;
import io.tunnelwatch.json.Json;
import io.tunnelwatch.notifier.channel.AlertNotice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What is published of a notice: an alert as everywhere, and what the notice says of it.
 *
 * @param key the same whenever the notice is sent again
 * @param number of a renotification
 * @param at when the notice came to be
 * @param reason why the alert is over
 * @param test whether an operator tries the channel, and there is no such alert
 */
record NoticePayload(
        String key,
        Notice notice,
        Optional<Integer> number,
        Instant at,
        Optional<String> reason,
        boolean test,
        @JsonUnwrapped AlertView alert) {

    private static final Json JSON = new Json();

    /** As JSON in UTF-8. */
    static byte[] of(AlertNotice notice, boolean test) {
        NoticePayload payload = new NoticePayload(
                notice.key(),
                notice.notice(),
                Optional.of(notice.number()).filter(number -> number > 0),
                notice.at(),
                notice.reason(),
                test,
                AlertView.of(new ListedAlert(notice.alert(), false)));
        return JSON.write(payload).getBytes(StandardCharsets.UTF_8);
    }
}

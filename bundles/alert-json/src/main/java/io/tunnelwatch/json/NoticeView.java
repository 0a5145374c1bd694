package io.tunnelwatch.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.history.ListedAlert;
import java.time.Instant;
import java.util.Optional;

/**
 * What is told of an alert, as programs get it: the fields of the alert as it stood, and beside them those of the
 * notice.
 *
 * @param alert without {@code pending}, which only who asks the history wants to know
 * @param key names the notice; who has seen it has seen the notice
 * @param number of a renotification, from 1; 0 for the others
 * @param at when the notice came to be
 * @param reason why the alert is over
 */
public record NoticeView(
        @JsonUnwrapped @JsonIgnoreProperties("pending") AlertView alert,
        Notice notice,
        String key,
        int number,
        Instant at,
        Optional<String> reason) {

    /** The view of a notice of this alert. */
    public static NoticeView of(
            Alert alert, Notice notice, String key, int number, Instant at, Optional<String> reason) {
        return new NoticeView(AlertView.of(new ListedAlert(alert, false)), notice, key, number, at, reason);
    }
}

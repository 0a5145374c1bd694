package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What is told of one alert. Texts in it come from outside (peer names, reasons): escape them where they are shown.
 *
 * @param alert as it stood when the notice came to be
 * @param number of a renotification, from 1; 0 for the others
 * @param at when it came to be
 * @param reason why the alert is over; absent for the others
 */
public record AlertNotice(Alert alert, Notice notice, int number, Instant at, Optional<String> reason) {

    /**
     * Names this notice of this alert, whatever channel it goes through and however often it is sent: who has seen the
     * key has seen the notice. {@code 0192…-raised}, {@code 0192…-renotified-2}, {@code 0192…-resolved}.
     */
    public String key() {
        return key(alert.id(), notice, number);
    }

    /** The same, from its parts. */
    public static String key(UUID alertId, Notice notice, int number) {
        String name = alertId + "-" + notice.name().toLowerCase(Locale.ROOT);
        return notice == Notice.RENOTIFIED ? name + "-" + number : name;
    }
}

package io.tunnelwatch.notifier.internal.ledger;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.ChannelSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * Who is told of what, and when: pure functions of the settings, the alert and the time.
 *
 * @param channel whose rules they are
 */
public record Rules(ChannelId channel, ChannelSettings settings) {

    /** Begins a tag that says which channel an alert is about. */
    public static final String CHANNEL_TAG = "channel:";

    /** How the summary of {@code CHANNEL_FAILING} names a channel. */
    public static String failing(ChannelId channel) {
        return "channel " + channel + " does not deliver";
    }

    /** Whether an alert goes this way at all. A channel never tells that itself is failing. */
    boolean concerns(Alert alert) {
        boolean aboutItself =
                alert.key().kind() == AlertKind.CHANNEL_FAILING && alert.tags().contains(CHANNEL_TAG + channel);
        return !aboutItself && settings.match().test(alert);
    }

    /**
     * Whether a new onset of an open alert is told: of Tunnelwatch's own trouble, for it has another cause each time.
     */
    boolean tellsRecurrence(Alert alert) {
        boolean aboutItself = alert.key().kind() == AlertKind.CHANNEL_FAILING
                && alert.summary().contains(failing(channel));
        return alert.key().gateway().isEmpty() && alert.state() == AlertState.OPEN && !aboutItself;
    }

    /** Whether a notice has to wait at this time. */
    boolean holds(AlertNotice notice, Alert alert, Collection<Silence> silences, Instant now) {
        return settings.quietHours().hold(alert.severity(), now) || suppresses(notice, alert, silences, now);
    }

    /**
     * Whether a silence or an escalation holds a notice back at this time: if it ends meanwhile, nobody need know of
     * it.
     */
    boolean suppresses(AlertNotice notice, Alert alert, Collection<Silence> silences, Instant now) {
        if (notice.notice() == Notice.RESOLVED || !alert.isOpen()) {
            return false; // who was told of the beginning is told of the end
        }
        return Silence.isSilenced(alert, silences, now)
                || (notice.notice() == Notice.RAISED && awaitsAcknowledgement(alert, now));
    }

    /** Whether it is time to say that an alert is still open. */
    boolean renotifies(Tracked tracked, Collection<Silence> silences, Instant now) {
        Alert alert = tracked.alert();
        boolean due = settings.renotifyEvery()
                .flatMap(every -> tracked.lastToldAt().map(last -> hasPassed(every, last, now)))
                .orElse(false);
        return due
                && tracked.told()
                && alert.state() == AlertState.OPEN
                && !Silence.isSilenced(alert, silences, now)
                && !settings.quietHours().hold(alert.severity(), now);
    }

    private boolean awaitsAcknowledgement(Alert alert, Instant now) {
        return !settings.unacknowledgedFor().isZero()
                && (alert.state() == AlertState.ACKNOWLEDGED
                        || !hasPassed(settings.unacknowledgedFor(), alert.raisedAt(), now));
    }

    /** What lies in the future was before the clock was set back: nobody can tell how long ago. */
    private static boolean hasPassed(Duration time, Instant since, Instant now) {
        return since.isAfter(now) || !since.plus(time).isAfter(now);
    }
}

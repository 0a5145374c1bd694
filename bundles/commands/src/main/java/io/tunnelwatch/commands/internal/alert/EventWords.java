package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.log.LogEntry;
import java.util.Optional;

/** Events in words. One that a newer version wrote is shown as it stands in the log. */
final class EventWords {

    private EventWords() {}

    /** A line of a time line. */
    static String line(LogEntry entry) {
        return entry.event()
                .map(event -> Times.absolute(event.at()) + "  " + of(event))
                .orElseGet(() -> "of a newer version        " + entry.json());
    }

    static String of(AlertEvent event) {
        if (event instanceof Raised raised) {
            return "raised: " + raised.summary();
        }
        if (event instanceof Recurred recurred) {
            return "set in again: " + recurred.summary();
        }
        if (event instanceof Resolved resolved) {
            return "resolved" + resolved.operator().map(name -> " by " + name).orElse("") + ": " + resolved.reason();
        }
        if (event instanceof Acknowledged acknowledged) {
            return "acknowledged by " + acknowledged.operator() + note(acknowledged.note());
        }
        if (event instanceof Unacknowledged unacknowledged) {
            return "given back by " + unacknowledged.operator() + note(unacknowledged.note());
        }
        if (event instanceof Delivered delivered) {
            return "notice " + delivered.notice() + " delivered by " + delivered.channel()
                    + delivered.recipient().map(recipient -> " to " + recipient).orElse("");
        }
        if (event instanceof DeliveryFailed failed) {
            return "notice " + failed.notice() + " not delivered by " + failed.channel()
                    + (failed.permanent() ? ", given up: " : ", tried again: ") + failed.reason();
        }
        if (event instanceof Silenced silenced) {
            Silence silence = silenced.silence();
            return "silenced by " + silence.operator() + " until " + Times.absolute(silence.end())
                    + silence.repetition()
                            .map(rule -> ", and again every " + SilenceWords.rule(rule))
                            .orElse("")
                    + note(silence.note());
        }
        if (event instanceof Unsilenced unsilenced) {
            return "silence ended by " + unsilenced.operator() + note(unsilenced.note());
        }
        throw new IllegalStateException("An event without words: " + event.getClass());
    }

    private static String note(Optional<String> note) {
        return note.map(text -> ": " + text).orElse("");
    }
}

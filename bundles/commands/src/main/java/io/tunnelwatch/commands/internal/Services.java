package io.tunnelwatch.commands.internal;

import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertListing;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import java.util.Optional;

/** The services that commands use, each looked up at the moment it is needed: any of them may come and go. */
public interface Services {

    /** A service, if it is there now. */
    <T> Optional<T> find(Class<T> type);

    /** The alert history, if its bundle is there. */
    default Optional<AlertHistory> history() {
        return find(AlertHistory.class);
    }

    /** The alert log, if its bundle is there. */
    default Optional<AlertLog> log() {
        return find(AlertLog.class);
    }

    /** The alert log, if it is there and could be opened: only then it knows what is open. */
    default Optional<AlertLog> openLog() {
        return log().filter(AlertLog::isOpen);
    }

    /** Why there is no open log. */
    default String noOpenLog() {
        return log().isEmpty() ? Absent.LOG : Absent.OPEN_LOG;
    }

    /** The alerts of log and history, of whatever is there. */
    default AlertListing listing() {
        return new AlertListing(openLog(), history());
    }

    /** The silences that hold or are yet to come; none are known without an open log. */
    default List<Silence> silences() {
        return openLog().map(log -> log.openAlerts().silences()).orElse(List.of());
    }

    /** The alert history, or a refusal that says what to do. */
    default AlertHistory requireHistory() {
        return history().orElseThrow(() -> new Refusal(Absent.HISTORY));
    }

    /** What is done to the history's database as a whole, or a refusal that says what to do. */
    default HistoryMaintenance requireMaintenance() {
        return find(HistoryMaintenance.class).orElseThrow(() -> new Refusal(Absent.HISTORY));
    }

    /** The alert log, or a refusal that says what to do. */
    default AlertLog requireLog() {
        return log().orElseThrow(() -> new Refusal(Absent.LOG));
    }

    /** The notifier, or a refusal that says what to do. */
    default Notifier requireNotifier() {
        return find(Notifier.class).orElseThrow(() -> new Refusal(Absent.NOTIFIER));
    }

    /** The probe, or a refusal that says what to do. */
    default WireGuardProbe requireProbe() {
        return find(WireGuardProbe.class).orElseThrow(() -> new Refusal(Absent.PROBE));
    }

    /** The probe's recordings, or a refusal that says what to do. */
    default Recordings requireRecordings() {
        return find(Recordings.class).orElseThrow(() -> new Refusal(Absent.PROBE));
    }
}

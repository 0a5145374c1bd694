package io.tunnelwatch.log.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.log.AppendRefusedException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises {@link AlertKind#LOG_PRESSURE} while the log is short of room, and resolves it. Belongs to one thread. */
final class PressureAlert {

    /** Why the log is short of room. */
    enum Cause {
        /** The disk is full: the next segment can not be allocated. */
        NO_RESERVE,
        /** Events had to go that a consumer has not read. */
        UNREAD_DROPPED
    }

    /** The log, as far as this needs it. */
    interface Target {
        void append(List<AlertEvent> events) throws AppendRefusedException;

        OpenAlerts openAlerts();
    }

    private static final Logger LOG = LoggerFactory.getLogger(PressureAlert.class);
    private static final AlertKey KEY = AlertKey.ofSystem(AlertKind.LOG_PRESSURE);

    private final Target log;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private final Map<Cause, String> causes = new EnumMap<>(Cause.class);

    PressureAlert(Target log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    /**
     * Says that a cause has set in. While it lasts, saying it again is nothing.
     *
     * @param summary one line for people, with what to do
     */
    void setIn(Cause cause, String summary) {
        boolean anew = !causes.containsKey(cause);
        OpenAlerts open = log.openAlerts();
        Optional<Alert> alert = open.find(KEY);
        boolean resolvedByOperator = open.isResolvedByOperator(KEY) && !causes.isEmpty();
        causes.put(cause, summary);
        if (alert.isEmpty() && !resolvedByOperator) {
            append(new AlertEvent.Raised(
                    ids.next(),
                    ids.next(),
                    clock.instant(),
                    KEY,
                    AlertKind.LOG_PRESSURE.defaultSeverity(),
                    Optional.empty(),
                    summary,
                    List.of()));
        } else if (alert.isPresent() && anew && causes.size() > 1) {
            append(new AlertEvent.Recurred(ids.next(), alert.get().id(), clock.instant(), summary));
        }
    }

    /** Says that a cause is over. */
    void ended(Cause cause) {
        causes.remove(cause);
        if (causes.isEmpty()) {
            log.openAlerts()
                    .find(KEY)
                    .ifPresent(alert -> append(new AlertEvent.Resolved(
                            ids.next(), alert.id(), clock.instant(), Optional.empty(), "The log has room again")));
        }
    }

    private void append(AlertEvent event) {
        try {
            log.append(List.of(event));
        } catch (AppendRefusedException e) {
            LOG.warn("LOG_PRESSURE could not be written, it is tried again: {}", e.getMessage());
        }
    }
}

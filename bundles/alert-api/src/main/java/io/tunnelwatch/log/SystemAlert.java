package io.tunnelwatch.log;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.TimeOrderedIds;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Raises and resolves the one alert about a trouble of Tunnelwatch itself. What is open stands in the log, so it
 * outlives a restart of who raises it. Belongs to one thread.
 */
public final class SystemAlert {

    /** The log, as far as this needs it. */
    public interface Target {

        /** As {@link AlertLog#append}. */
        void append(List<AlertEvent> events) throws AppendRefusedException;

        /** As {@link AlertLog#openAlerts}. */
        OpenAlerts openAlerts();

        /** The log itself. */
        static Target of(AlertLog log) {
            return new Target() {
                @Override
                public void append(List<AlertEvent> events) throws AppendRefusedException {
                    log.append(events);
                }

                @Override
                public OpenAlerts openAlerts() {
                    return log.openAlerts();
                }
            };
        }
    }

    private final AlertKey key;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private boolean lasts;

    /** @param kind one of those that have no gateway */
    public SystemAlert(AlertKind kind, InstantSource clock) {
        this.key = AlertKey.ofSystem(kind);
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    /**
     * The trouble is there. While it lasts, saying it again is nothing; what an operator resolved is not raised again
     * until it has ended once.
     *
     * @param summary one line for people, with what to do
     * @throws AppendRefusedException it is not in the log; say it again later
     */
    public void raise(Target log, String summary) throws AppendRefusedException {
        OpenAlerts open = log.openAlerts();
        boolean resolvedByOperator = lasts && open.isResolvedByOperator(key);
        if (open.find(key).isEmpty() && !resolvedByOperator) {
            log.append(List.of(new AlertEvent.Raised(
                    ids.next(),
                    ids.next(),
                    clock.instant(),
                    key,
                    key.kind().defaultSeverity(),
                    Optional.empty(),
                    summary,
                    List.of())));
        }
        lasts = true;
    }

    /**
     * The same trouble set in again while it lasts, for another reason.
     *
     * @throws AppendRefusedException it is not in the log; say it again later
     */
    public void recur(Target log, String summary) throws AppendRefusedException {
        Optional<Alert> alert = log.openAlerts().find(key);
        if (alert.isPresent()) {
            log.append(List.of(new AlertEvent.Recurred(ids.next(), alert.get().id(), clock.instant(), summary)));
        }
    }

    /**
     * The trouble is over; nothing when it was.
     *
     * @throws AppendRefusedException it is not in the log; say it again later
     */
    public void resolve(Target log, String reason) throws AppendRefusedException {
        Optional<Alert> alert = log.openAlerts().find(key);
        if (alert.isPresent()) {
            log.append(List.of(
                    new AlertEvent.Resolved(ids.next(), alert.get().id(), clock.instant(), Optional.empty(), reason)));
        }
        lasts = false;
    }
}

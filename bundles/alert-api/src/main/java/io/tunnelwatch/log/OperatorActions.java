package io.tunnelwatch.log;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.alert.TimeOrderedIds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What one operator does at one moment, in the shell or by REST. Each action is one event in the log; no database is
 * asked. All methods throw {@link AppendRefusedException} as {@link AlertLog#append} does, and
 * {@link StaleStateException} for an alert that is resolved.
 */
public final class OperatorActions {

    private final AlertLog log;
    private final String operator;
    private final Instant now;
    private final TimeOrderedIds ids;

    /**
     * @param operator Karaf's name of the user
     * @param now the moment of all that is done
     */
    public OperatorActions(AlertLog log, String operator, Instant now) {
        this.log = log;
        this.operator = operator;
        this.now = now;
        this.ids = new TimeOrderedIds(InstantSource.fixed(now));
    }

    /** Takes an alert on. */
    public Alert acknowledge(Alert alert, Optional<String> note) throws AppendRefusedException {
        return change(alert, new Acknowledged(ids.next(), alert.id(), now, operator, note));
    }

    /** Gives an alert back that was taken on. */
    public Alert unacknowledge(Alert alert, Optional<String> note) throws AppendRefusedException {
        return change(alert, new Unacknowledged(ids.next(), alert.id(), now, operator, note));
    }

    /** Ends an alert by hand. */
    public Alert resolve(Alert alert, Optional<String> note) throws AppendRefusedException {
        String reason = note.orElse("by hand");
        return change(alert, new Resolved(ids.next(), alert.id(), now, Optional.of(operator), reason));
    }

    /** Asks for quiet. */
    public void silence(Silence silence) throws AppendRefusedException {
        append(new Silenced(ids.next(), now, silence));
    }

    /** Ends a silence before its time. */
    public void unsilence(Silence silence, Optional<String> note) throws AppendRefusedException {
        append(new Unsilenced(ids.next(), silence.id(), now, operator, note));
    }

    /** An id for what is made here, such as a silence. */
    public UUID newId() {
        return ids.next();
    }

    private Alert change(Alert alert, OfAlert event) throws AppendRefusedException {
        if (!alert.isOpen()) {
            throw new StaleStateException("alert " + alert.id() + " is resolved already");
        }
        append(event);
        return AlertLifecycle.apply(alert, event);
    }

    private void append(AlertEvent event) throws AppendRefusedException {
        log.append(List.of(event));
    }
}

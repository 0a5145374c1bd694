package io.tunnelwatch.log.internal;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.SystemAlert;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
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

    private static final Logger LOG = LoggerFactory.getLogger(PressureAlert.class);

    private final SystemAlert.Target log;
    private final SystemAlert alert;
    private final Set<Cause> causes = EnumSet.noneOf(Cause.class);

    PressureAlert(SystemAlert.Target log, InstantSource clock) {
        this.log = log;
        this.alert = new SystemAlert(AlertKind.LOG_PRESSURE, clock);
    }

    /**
     * Says that a cause has set in. While it lasts, saying it again is nothing.
     *
     * @param summary one line for people, with what to do
     */
    void setIn(Cause cause, String summary) {
        try {
            if (causes.contains(cause) || causes.isEmpty()) {
                alert.raise(log, summary);
            } else {
                alert.recur(log, summary);
            }
            causes.add(cause);
        } catch (AppendRefusedException e) {
            LOG.warn("LOG_PRESSURE could not be written, it is tried again: {}", e.getMessage());
        }
    }

    /** Says that a cause is over. */
    void ended(Cause cause) {
        causes.remove(cause);
        if (causes.isEmpty()) {
            try {
                alert.resolve(log, "The log has room again");
            } catch (AppendRefusedException e) {
                LOG.warn("The end of LOG_PRESSURE could not be written, it is tried again: {}", e.getMessage());
            }
        }
    }
}

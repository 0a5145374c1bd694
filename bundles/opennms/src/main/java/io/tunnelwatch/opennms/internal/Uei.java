package io.tunnelwatch.opennms.internal;

import java.util.Optional;
import java.util.UUID;

/**
 * The names of our events, and the keys that make all of an alert one alarm. A key holds the alert's id and nothing
 * else: of an alert that ended while nobody looked no more may be known.
 */
final class Uei {

    static final String RAISED = "uei.opennms.org/tunnelwatch/raised";
    static final String RESOLVED = "uei.opennms.org/tunnelwatch/resolved";
    static final String ACKNOWLEDGED = "uei.opennms.org/tunnelwatch/acknowledged";
    static final String UNACKNOWLEDGED = "uei.opennms.org/tunnelwatch/unacknowledged";

    /** The parameter that names the alert in each event. */
    static final String ALERT_ID = "alertId";

    /** As OpenNMS fills it in. */
    static final String KEY_OF_RAISED = RAISED + ":%parm[" + ALERT_ID + "]%";

    static final String KEY_OF_RESOLVED = RESOLVED + ":%parm[" + ALERT_ID + "]%";

    private static final String ALARM = RAISED + ":";

    private Uei() {}

    /** The alert of an alarm; absent for alarms that are not ours. */
    static Optional<UUID> alertOf(String reductionKey) {
        if (!reductionKey.startsWith(ALARM)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(reductionKey.substring(ALARM.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The reduction key of an alert's alarm. */
    static String keyOf(UUID alert) {
        return ALARM + alert;
    }
}

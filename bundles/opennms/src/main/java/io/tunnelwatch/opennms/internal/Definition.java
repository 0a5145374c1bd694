package io.tunnelwatch.opennms.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opennms.integration.api.v1.config.events.AlarmData;
import org.opennms.integration.api.v1.config.events.AlarmType;
import org.opennms.integration.api.v1.config.events.CollectionGroup;
import org.opennms.integration.api.v1.config.events.EventDefinition;
import org.opennms.integration.api.v1.config.events.LogMessage;
import org.opennms.integration.api.v1.config.events.LogMsgDestType;
import org.opennms.integration.api.v1.config.events.ManagedObject;
import org.opennms.integration.api.v1.config.events.Mask;
import org.opennms.integration.api.v1.config.events.Parameter;
import org.opennms.integration.api.v1.config.events.UpdateField;
import org.opennms.integration.api.v1.model.Severity;

/**
 * What OpenNMS makes of one of our events.
 *
 * @param severity where the event itself has none
 * @param alarm none for what is only written down
 */
record Definition(
        String uei, String label, Severity severity, String description, String message, @Nullable AlarmData alarm)
        implements EventDefinition {

    private static final int PRIORITY = 100;

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    @Override
    public String getUei() {
        return uei;
    }

    @Override
    public String getLabel() {
        return label;
    }

    @Override
    public Severity getSeverity() {
        return severity;
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public String getOperatorInstructions() {
        return "";
    }

    @Override
    public LogMessage getLogMessage() {
        return new Line(message);
    }

    @Override
    public @Nullable AlarmData getAlarmData() {
        return alarm;
    }

    /** None: the name of the event is enough. */
    @Override
    public @Nullable Mask getMask() {
        return null;
    }

    @Override
    public List<Parameter> getParameters() {
        return List.of();
    }

    @Override
    public List<CollectionGroup> getCollectionGroup() {
        return List.of();
    }

    private record Line(String content) implements LogMessage {

        @Override
        public String getContent() {
            return content;
        }

        @Override
        public LogMsgDestType getDestination() {
            return LogMsgDestType.LOGNDISPLAY;
        }
    }

    /**
     * The alarm of an event.
     *
     * @param reductionKey events of the same key are one alarm
     * @param clearKey the reduction key of the alarm that is over; none for what begins one
     */
    record Reduction(String reductionKey, AlarmType type, @Nullable String clearKey) implements AlarmData {

        static Reduction beginning(String key) {
            return new Reduction(key, AlarmType.PROBLEM, null);
        }

        static Reduction ending(String key, String cleared) {
            return new Reduction(key, AlarmType.RESOLUTION, cleared);
        }

        @Override
        public String getReductionKey() {
            return reductionKey;
        }

        @Override
        public AlarmType getType() {
            return type;
        }

        @Override
        public @Nullable String getClearKey() {
            return clearKey;
        }

        /** The events of an alarm stay. */
        @Override
        public boolean isAutoClean() {
            return false;
        }

        @Override
        public List<UpdateField> getUpdateFields() {
            return List.of();
        }

        @Override
        public @Nullable ManagedObject getManagedObject() {
            return null;
        }
    }
}

package io.tunnelwatch.standin.internal;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opennms.integration.api.v1.config.events.AlarmType;
import org.opennms.integration.api.v1.model.Alarm;
import org.opennms.integration.api.v1.model.DatabaseEvent;
import org.opennms.integration.api.v1.model.Node;
import org.opennms.integration.api.v1.model.Severity;
import org.opennms.integration.api.v1.ticketing.Ticket;

/** An alarm at one moment. */
record StandInAlarm(
        int id, String key, AlarmType type, Severity severity, boolean acknowledged, int count, String message)
        implements Alarm {

    StandInAlarm again(Severity latest, String latestMessage) {
        return new StandInAlarm(id, key, type, latest, acknowledged, count + 1, latestMessage);
    }

    StandInAlarm cleared() {
        return new StandInAlarm(id, key, type, Severity.CLEARED, acknowledged, count, message);
    }

    StandInAlarm acknowledged(boolean now) {
        return new StandInAlarm(id, key, type, severity, now, count, message);
    }

    String line() {
        return String.join("|", key, severity.name(), String.valueOf(acknowledged), String.valueOf(count), message);
    }

    @Override
    public String getReductionKey() {
        return key;
    }

    @Override
    public Integer getId() {
        return id;
    }

    @Override
    public @Nullable Node getNode() {
        return null;
    }

    @Override
    public AlarmType getType() {
        return type;
    }

    @Override
    public @Nullable String getManagedObjectInstance() {
        return null;
    }

    @Override
    public @Nullable String getManagedObjectType() {
        return null;
    }

    @Override
    public Map<String, String> getAttributes() {
        return Map.of();
    }

    @Override
    public Severity getSeverity() {
        return severity;
    }

    @Override
    public boolean isSituation() {
        return false;
    }

    @Override
    public List<Alarm> getRelatedAlarms() {
        return List.of();
    }

    @Override
    public String getLogMessage() {
        return message;
    }

    @Override
    public String getDescription() {
        return message;
    }

    @Override
    public Date getLastEventTime() {
        return new Date();
    }

    @Override
    public Date getFirstEventTime() {
        return new Date();
    }

    @Override
    public @Nullable DatabaseEvent getLastEvent() {
        return null;
    }

    @Override
    public boolean isAcknowledged() {
        return acknowledged;
    }

    @Override
    public @Nullable String getTicketId() {
        return null;
    }

    @Override
    public Ticket.@Nullable State getTicketState() {
        return null;
    }
}

package io.tunnelwatch.store.internal.entity;

import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of {@code alert_event}: one event as it stands in the log, of whatever type. */
@Entity
@Table(name = "alert_event")
public class AlertEventEntity {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "alert_id")
    private String alertId;

    @Column(name = "type")
    private String type;

    @Column(name = "at")
    private String at;

    @Column(name = "epoch")
    private String epoch;

    @Column(name = "sequence")
    private long sequence;

    @Column(name = "json")
    private String json;

    protected AlertEventEntity() {}

    /** @param alertId the alert it belongs to; {@code null} for an event of a silence */
    public AlertEventEntity(UUID id, UUID alertId, String type, Instant at, Position position, String json) {
        this.id = id.toString();
        this.alertId = alertId == null ? null : alertId.toString();
        this.type = type;
        this.at = StoredTime.of(at);
        this.epoch = position.epoch().toString();
        this.sequence = position.sequence();
        this.json = json;
    }

    /** The event's own id. */
    public String id() {
        return id;
    }

    /** The alert it belongs to; empty for an event of a silence. */
    public Optional<String> alertId() {
        return Optional.ofNullable(alertId);
    }

    public String json() {
        return json;
    }

    public Position position() {
        return new Position(UUID.fromString(epoch), sequence);
    }
}

package io.tunnelwatch.store.internal.entity;

import io.tunnelwatch.log.LogEntry;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of {@code rejected_event}: an event that the database refused for its data. */
@Entity
@Table(name = "rejected_event")
public class RejectedEventEntity {

    @Id
    @Column(name = "position")
    private String position;

    @Column(name = "json")
    private String json;

    @Column(name = "cause")
    private String cause;

    @Column(name = "rejected_at")
    private String rejectedAt;

    protected RejectedEventEntity() {}

    public RejectedEventEntity(LogEntry entry, String cause, Instant at) {
        this.position = entry.position().epoch() + "/" + entry.position().sequence();
        this.json = entry.json();
        this.cause = cause;
        this.rejectedAt = StoredTime.of(at);
    }
}

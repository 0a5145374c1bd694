package io.tunnelwatch.store.internal.entity;

import io.tunnelwatch.log.LogEntry;
import java.time.Instant;
import java.util.regex.Pattern;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of {@code rejected_event}: an event that the database refused for its data. */
@Entity
@Table(name = "rejected_event")
public class RejectedEventEntity {

    /** An epoch and a number. */
    private static final Pattern POSITION = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9]{1,19}");

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

    /**
     * The same row as another file has it.
     *
     * @throws UnreadableRowException it is no rejected event
     */
    public static RejectedEventEntity of(StoredRow row) {
        RejectedEventEntity entity = new RejectedEventEntity();
        entity.position = row.text("position");
        if (!POSITION.matcher(entity.position).matches()) {
            throw row.unreadable("position is none");
        }
        entity.json = row.text("json");
        entity.cause = row.text("cause");
        entity.rejectedAt = StoredTime.of(row.time("rejected_at"));
        return entity;
    }
}

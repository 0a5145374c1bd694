package io.tunnelwatch.store.internal.entity;

import io.tunnelwatch.log.Gap;
import java.time.Instant;
import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of {@code history_gap}: events that the history lacks. */
@Entity
@Table(name = "history_gap")
public class HistoryGapEntity {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "reason")
    private String reason;

    @Column(name = "first_sequence")
    private long firstSequence;

    @Column(name = "last_sequence")
    private long lastSequence;

    @Column(name = "resumes_epoch")
    private String resumesEpoch;

    @Column(name = "resumes_after")
    private long resumesAfter;

    @Column(name = "recorded_at")
    private String recordedAt;

    protected HistoryGapEntity() {}

    public HistoryGapEntity(Gap gap, Instant at) {
        this.id = UUID.randomUUID().toString();
        this.reason = gap.reason().name();
        this.firstSequence = gap.firstSequence();
        this.lastSequence = gap.lastSequence();
        this.resumesEpoch = gap.resumesAfter().epoch().toString();
        this.resumesAfter = gap.resumesAfter().sequence();
        this.recordedAt = StoredTime.of(at);
    }
}

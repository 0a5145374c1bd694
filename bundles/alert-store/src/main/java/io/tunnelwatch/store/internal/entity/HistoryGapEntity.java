package io.tunnelwatch.store.internal.entity;

import io.tunnelwatch.log.Gap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of {@code history_gap}: events that the history lacks. */
@Entity
@Table(name = "history_gap")
public class HistoryGapEntity {

    /** The reason of a row that tells of a damaged file. */
    public static final String UNREADABLE = "UNREADABLE";

    private static final String UNKNOWN_EPOCH = "";

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

    @Column(name = "file")
    private String file;

    @Column(name = "salvaged_alerts")
    private Long salvagedAlerts;

    @Column(name = "lost_alerts")
    private Long lostAlerts;

    @Column(name = "lost_events")
    private Long lostEvents;

    @Column(name = "lost_from")
    private String lostFrom;

    @Column(name = "lost_to")
    private String lostTo;

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

    /** What a damaged file held: nothing is known to be lost yet. */
    public HistoryGapEntity(String file, Instant at) {
        this.id = idOf(file);
        this.reason = UNREADABLE;
        this.resumesEpoch = UNKNOWN_EPOCH;
        this.recordedAt = StoredTime.of(at);
        this.file = file;
        this.salvagedAlerts = 0L;
    }

    /**
     * The same row as another file has it.
     *
     * @throws UnreadableRowException it is no gap that this version knows
     */
    public static HistoryGapEntity of(StoredRow row) {
        HistoryGapEntity entity = new HistoryGapEntity();
        entity.id = row.id("id").toString();
        entity.reason = row.text("reason");
        if (!entity.reason.equals(UNREADABLE)) {
            row.checked(() -> Gap.Reason.valueOf(entity.reason));
        }
        entity.firstSequence = row.number("first_sequence");
        entity.lastSequence = row.number("last_sequence");
        entity.resumesEpoch = row.text("resumes_epoch");
        entity.resumesAfter = row.number("resumes_after");
        entity.recordedAt = StoredTime.of(row.time("recorded_at"));
        entity.file = row.optionalText("file").orElse(null);
        entity.salvagedAlerts = row.optionalNumber("salvaged_alerts").orElse(null);
        entity.lostAlerts = row.optionalNumber("lost_alerts").orElse(null);
        entity.lostEvents = row.optionalNumber("lost_events").orElse(null);
        entity.lostFrom = row.optionalText("lost_from").orElse(null);
        entity.lostTo = row.optionalText("lost_to").orElse(null);
        row.checked(() -> List.of(StoredTime.optional(entity.lostFrom), StoredTime.optional(entity.lostTo)));
        return entity;
    }

    /** The row of a damaged file: one for each file, so that who works on it again finds it. */
    public static String idOf(String file) {
        return UUID.nameUUIDFromBytes(file.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** So many more alerts of the damaged file are in the history. */
    public void salvaged(long alerts) {
        salvagedAlerts = salvagedAlerts() + alerts;
    }

    /** Alerts of the damaged file that are in the history, and that nothing else had. */
    public long salvagedAlerts() {
        return salvagedAlerts == null ? 0 : salvagedAlerts;
    }

    /** So much of the damaged file is lost. */
    public void lost(long alerts, long events, Optional<Instant> from, Optional<Instant> to) {
        lostAlerts = alerts;
        lostEvents = events;
        lostFrom = StoredTime.orNull(from);
        lostTo = StoredTime.orNull(to);
    }
}

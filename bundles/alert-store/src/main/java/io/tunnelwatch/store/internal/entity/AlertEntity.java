package io.tunnelwatch.store.internal.entity;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of {@code alert}: one alert as it stands. */
@Entity
@Table(name = "alert")
public class AlertEntity {

    private static final String TAG_SEPARATOR = ",";

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "kind")
    private String kind;

    @Column(name = "severity")
    private String severity;

    @Column(name = "state")
    private String state;

    @Column(name = "gateway")
    private String gateway;

    @Column(name = "interface")
    private String interfaceName;

    @Column(name = "peer_key")
    private String peerKey;

    @Column(name = "peer_name")
    private String peerName;

    @Column(name = "summary")
    private String summary;

    @Column(name = "tags")
    private String tags;

    @Column(name = "occurrences")
    private int occurrences;

    @Column(name = "raised_at")
    private String raisedAt;

    @Column(name = "last_seen_at")
    private String lastSeenAt;

    @Column(name = "acknowledged_at")
    private String acknowledgedAt;

    @Column(name = "acknowledged_by")
    private String acknowledgedBy;

    @Column(name = "resolved_at")
    private String resolvedAt;

    @Column(name = "resolved_by")
    private String resolvedBy;

    @Column(name = "silenced_until")
    private String silencedUntil;

    @Column(name = "last_sequence")
    private long lastSequence;

    @Column(name = "imported_from")
    private String importedFrom;

    @Column(name = "imported_row")
    private Long importedRow;

    @Column(name = "imported_at")
    private String importedAt;

    protected AlertEntity() {}

    /**
     * A new row.
     *
     * @param sequence of the event that the row stands after
     */
    public AlertEntity(Alert alert, long sequence) {
        this.id = alert.id().toString();
        set(alert, sequence);
    }

    /** A new row that stands after no event: an older application had it. */
    public AlertEntity(Alert alert, Origin origin) {
        this(alert, 0);
        this.importedFrom = origin.file();
        this.importedRow = origin.row();
        this.importedAt = StoredTime.of(origin.importedAt());
    }

    /**
     * Where an imported alert comes from.
     *
     * @param file the name of the file, without its folder
     * @param row the number of the row there
     */
    public record Origin(String file, long row, Instant importedAt) {}

    /**
     * The same row as another file has it.
     *
     * @throws UnreadableRowException it is no alert that this version knows
     */
    public static AlertEntity of(StoredRow row) {
        AlertEntity entity = new AlertEntity();
        entity.id = row.id("id").toString();
        entity.kind = row.text("kind");
        entity.severity = row.text("severity");
        entity.state = row.text("state");
        entity.gateway = row.optionalText("gateway").orElse(null);
        entity.interfaceName = row.optionalText("interface").orElse(null);
        entity.peerKey = row.optionalText("peer_key").orElse(null);
        entity.peerName = row.optionalText("peer_name").orElse(null);
        entity.summary = row.text("summary");
        entity.tags = row.text("tags");
        entity.occurrences = row.smallNumber("occurrences");
        entity.raisedAt = row.text("raised_at");
        entity.lastSeenAt = row.text("last_seen_at");
        entity.acknowledgedAt = row.optionalText("acknowledged_at").orElse(null);
        entity.acknowledgedBy = row.optionalText("acknowledged_by").orElse(null);
        entity.resolvedAt = row.optionalText("resolved_at").orElse(null);
        entity.resolvedBy = row.optionalText("resolved_by").orElse(null);
        entity.silencedUntil = row.optionalText("silenced_until").orElse(null);
        entity.lastSequence = row.number("last_sequence");
        entity.importedFrom = row.optionalText("imported_from").orElse(null);
        entity.importedRow = row.optionalNumber("imported_row").orElse(null);
        entity.importedAt = row.optionalText("imported_at").orElse(null);
        entity.alert();
        return entity;
    }

    /** Brings the row to where the alert stands after an event. */
    public final void set(Alert alert, long sequence) {
        kind = alert.key().kind().name();
        severity = alert.severity().name();
        state = alert.state().name();
        gateway = alert.key().gateway().orElse(null);
        interfaceName = alert.key().interfaceName().orElse(null);
        peerKey = alert.key().peerKey().orElse(null);
        peerName = alert.peerName().orElse(null);
        summary = alert.summary();
        tags = String.join(TAG_SEPARATOR, alert.tags());
        occurrences = alert.occurrences();
        raisedAt = StoredTime.of(alert.raisedAt());
        lastSeenAt = StoredTime.of(alert.lastSeenAt());
        acknowledgedAt = StoredTime.orNull(alert.acknowledgedAt());
        acknowledgedBy = alert.acknowledgedBy().orElse(null);
        resolvedAt = StoredTime.orNull(alert.resolvedAt());
        resolvedBy = alert.resolvedBy().orElse(null);
        silencedUntil = StoredTime.orNull(alert.silencedUntil());
        lastSequence = sequence;
    }

    /**
     * The alert as the row has it.
     *
     * @throws UnreadableRowException it has a value that this version does not know
     */
    public Alert alert() {
        try {
            return read();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableRowException("alert", id, e);
        }
    }

    /** It is over; when it ended, and whose doing it was, nobody knows any more. */
    public void endUnseen(Instant now, long sequence) {
        state = AlertState.RESOLVED.name();
        resolvedAt = StoredTime.of(now);
        resolvedBy = Alert.TUNNELWATCH;
        lastSequence = sequence;
    }

    private Alert read() {
        AlertKey key = new AlertKey(
                AlertKind.valueOf(kind),
                Optional.ofNullable(gateway),
                Optional.ofNullable(interfaceName),
                Optional.ofNullable(peerKey));
        return new Alert(
                UUID.fromString(id),
                key,
                Severity.valueOf(severity),
                AlertState.valueOf(state),
                Optional.ofNullable(peerName),
                summary,
                tags.isEmpty() ? List.of() : List.of(tags.split(TAG_SEPARATOR)),
                occurrences,
                StoredTime.parse(raisedAt),
                StoredTime.parse(lastSeenAt),
                StoredTime.optional(acknowledgedAt),
                Optional.ofNullable(acknowledgedBy),
                StoredTime.optional(resolvedAt),
                Optional.ofNullable(resolvedBy),
                StoredTime.optional(silencedUntil));
    }

    public String id() {
        return id;
    }

    /** The event that changed it last. */
    public long lastSequence() {
        return lastSequence;
    }
}

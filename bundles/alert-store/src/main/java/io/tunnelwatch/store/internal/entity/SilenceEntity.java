package io.tunnelwatch.store.internal.entity;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.settings.Weekdays;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of {@code silence}. */
@Entity
@Table(name = "silence")
public class SilenceEntity {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "gateway")
    private String gateway;

    @Column(name = "peer")
    private String peer;

    @Column(name = "kind")
    private String kind;

    @Column(name = "start_at")
    private String startAt;

    @Column(name = "end_at")
    private String endAt;

    @Column(name = "operator")
    private String operator;

    @Column(name = "note")
    private String note;

    @Column(name = "ended_at")
    private String endedAt;

    @Column(name = "days")
    private String days;

    @Column(name = "local_time")
    private String time;

    @Column(name = "zone")
    private String zone;

    @Column(name = "until_at")
    private String untilAt;

    @Column(name = "last_sequence")
    private long lastSequence;

    protected SilenceEntity() {}

    /**
     * A new row.
     *
     * @param sequence of the event that the row stands after
     */
    public SilenceEntity(Silence silence, long sequence) {
        this.lastSequence = sequence;
        this.id = silence.id().toString();
        this.gateway = silence.gateway().orElse(null);
        this.peer = silence.peer().orElse(null);
        this.kind = silence.kind().map(AlertKind::name).orElse(null);
        this.startAt = StoredTime.of(silence.start());
        this.endAt = StoredTime.of(silence.end());
        this.operator = silence.operator();
        this.note = silence.note().orElse(null);
        silence.repetition().ifPresent(this::repeat);
    }

    /**
     * The same row as another file has it.
     *
     * @throws UnreadableRowException it is no silence that this version knows
     */
    public static SilenceEntity of(StoredRow row) {
        SilenceEntity entity = new SilenceEntity();
        entity.id = row.id("id").toString();
        entity.gateway = row.optionalText("gateway").orElse(null);
        entity.peer = row.optionalText("peer").orElse(null);
        entity.kind = row.optionalText("kind").orElse(null);
        entity.startAt = row.text("start_at");
        entity.endAt = row.text("end_at");
        entity.operator = row.text("operator");
        entity.note = row.optionalText("note").orElse(null);
        entity.endedAt = row.optionalText("ended_at").orElse(null);
        entity.days = row.optionalText("days").orElse(null);
        entity.time = row.optionalText("local_time").orElse(null);
        entity.zone = row.optionalText("zone").orElse(null);
        entity.untilAt = row.optionalText("until_at").orElse(null);
        entity.lastSequence = row.optionalNumber("last_sequence").orElse(0L);
        row.checked(entity::silence);
        row.checked(() -> StoredTime.optional(entity.endedAt));
        return entity;
    }

    private void repeat(Repetition repetition) {
        days = Weekdays.format(repetition.days());
        time = repetition.time().toString();
        zone = repetition.zone().getId();
        untilAt = StoredTime.orNull(repetition.until());
    }

    /** It is over for good: an operator ended it, or the clock. */
    public void end(Instant when, long sequence) {
        endedAt = StoredTime.of(when);
        lastSequence = sequence;
    }

    /** It is not over: what ended it is no more in the log. */
    public void goOn(long sequence) {
        endedAt = null;
        lastSequence = sequence;
    }

    /** The number of the event that the row stands after. */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * The silence as the row has it.
     *
     * @throws IllegalArgumentException it has a value that this version does not know
     * @throws DateTimeException the same, of a time or a zone
     */
    public Silence silence() {
        return new Silence(
                UUID.fromString(id),
                Optional.ofNullable(gateway),
                Optional.ofNullable(peer),
                Optional.ofNullable(kind).map(AlertKind::valueOf),
                StoredTime.parse(startAt),
                StoredTime.parse(endAt),
                operator,
                Optional.ofNullable(note),
                Optional.ofNullable(days).map(this::repetition));
    }

    private Repetition repetition(String onDays) {
        Set<DayOfWeek> read = Weekdays.parse(onDays)
                .orElseThrow(() -> new IllegalArgumentException("'" + onDays + "' is no days of the week"));
        if (time == null || zone == null) {
            throw new IllegalArgumentException("A repetition has a time and a zone");
        }
        return new Repetition(read, LocalTime.parse(time), ZoneId.of(zone), StoredTime.optional(untilAt));
    }
}

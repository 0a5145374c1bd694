package io.tunnelwatch.store.internal.entity;

import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.Notice;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of {@code delivery}: what became of one attempt to deliver a notice. */
@Entity
@Table(name = "delivery")
public class DeliveryEntity {

    @Id
    @Column(name = "event_id")
    private String eventId;

    @Column(name = "alert_id")
    private String alertId;

    @Column(name = "channel")
    private String channel;

    @Column(name = "notice")
    private String notice;

    @Column(name = "at")
    private String at;

    @Column(name = "failure")
    private String failure;

    @Column(name = "permanent")
    private int permanent;

    protected DeliveryEntity() {}

    public DeliveryEntity(UUID eventId, Delivery delivery) {
        this.eventId = eventId.toString();
        this.alertId = delivery.alertId().toString();
        this.channel = delivery.channel();
        this.notice = delivery.notice().name();
        this.at = StoredTime.of(delivery.at());
        this.failure = delivery.failure().orElse(null);
        this.permanent = delivery.permanent() ? 1 : 0;
    }

    /**
     * The same row as another file has it.
     *
     * @throws UnreadableRowException it is no delivery that this version knows
     */
    public static DeliveryEntity of(StoredRow row) {
        DeliveryEntity entity = new DeliveryEntity();
        entity.eventId = row.id("event_id").toString();
        entity.alertId = row.id("alert_id").toString();
        entity.channel = row.text("channel");
        entity.notice = row.text("notice");
        entity.at = row.text("at");
        entity.failure = row.optionalText("failure").orElse(null);
        entity.permanent = row.smallNumber("permanent");
        row.checked(entity::delivery);
        return entity;
    }

    public Delivery delivery() {
        return new Delivery(
                UUID.fromString(alertId),
                channel,
                Notice.valueOf(notice),
                StoredTime.parse(at),
                Optional.ofNullable(failure),
                permanent == 1);
    }
}

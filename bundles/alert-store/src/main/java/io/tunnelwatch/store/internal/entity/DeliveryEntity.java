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

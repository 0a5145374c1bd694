package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.notifier.channel.AlertNotice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * One message to a topic.
 *
 * @param retained whether the broker keeps it for those who come later
 * @param keptFor how long it keeps it at most
 * @param idempotencyKey the same whenever the same is sent again
 */
record Publication(
        String topic,
        byte[] payload,
        String contentType,
        boolean retained,
        Optional<Duration> keptFor,
        Optional<String> idempotencyKey) {

    private static final String JSON = "application/json";

    /** Something happened. */
    static Publication ofNotice(Topics topics, AlertNotice notice, boolean test) {
        byte[] payload = NoticePayload.of(notice, test);
        return new Publication(topics.notices(), payload, JSON, false, Optional.empty(), Optional.of(notice.key()));
    }

    /** How it stands with trouble; the end of it is not kept for ever, as peers come and go. */
    static Publication ofState(Topics topics, AlertNotice notice, Duration keepResolved) {
        return new Publication(
                topics.state(notice.alert().key()),
                NoticePayload.of(notice, false),
                JSON,
                true,
                Optional.of(keepResolved).filter(kept -> !notice.alert().isOpen()),
                Optional.of(notice.key()));
    }

    /** Whether we are there. */
    static Publication ofStatus(Topics topics, boolean online) {
        byte[] payload = (online ? "online" : "offline").getBytes(StandardCharsets.UTF_8);
        return new Publication(topics.status(), payload, "text/plain", true, Optional.empty(), Optional.empty());
    }

    MqttMessage message(int qos) {
        return new MqttMessage(payload, qos, retained, properties());
    }

    MqttPublish packet(int qos, int packetId) {
        MqttPublish packet = new MqttPublish(topic, message(qos), properties());
        packet.setMessageId(packetId);
        return packet;
    }

    MqttProperties properties() {
        MqttProperties properties = new MqttProperties();
        properties.setPayloadFormat(true);
        properties.setContentType(contentType);
        keptFor.ifPresent(time -> properties.setMessageExpiryInterval(time.toSeconds()));
        idempotencyKey.ifPresent(
                key -> properties.setUserProperties(List.of(new UserProperty("idempotency-key", key))));
        return properties;
    }
}

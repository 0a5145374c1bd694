package io.tunnelwatch.notifier.mqtt.internal;

import java.util.Optional;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * What a broker takes, as its CONNACK says.
 *
 * @param qos the highest
 * @param underWay messages that it has not answered yet
 */
record Limits(Optional<Integer> qos, Optional<Integer> underWay, Optional<Long> packetBytes) {

    static Limits of(MqttProperties properties) {
        return new Limits(
                Optional.ofNullable(properties.getMaximumQoS()),
                Optional.ofNullable(properties.getReceiveMaximum()),
                Optional.ofNullable(properties.getMaximumPacketSize()));
    }

    int qos(int wanted) {
        return Math.min(wanted, qos.orElse(wanted));
    }

    int underWay(int wanted) {
        return Math.max(1, Math.min(wanted, underWay.orElse(wanted)));
    }

    long packetBytes(int most) {
        return Math.min(most, packetBytes.orElse((long) most));
    }
}

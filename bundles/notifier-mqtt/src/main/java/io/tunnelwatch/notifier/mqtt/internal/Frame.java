package io.tunnelwatch.notifier.mqtt.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttConnAck;
import org.eclipse.paho.mqttv5.common.packet.MqttDisconnect;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPubAck;
import org.eclipse.paho.mqttv5.common.packet.MqttPubRec;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;

/**
 * A packet from the broker. Codes are read here and not by Paho, which takes a code that it does not know for an error.
 *
 * @param type one of {@link MqttWireMessage}'s
 */
record Frame(int type, byte[] body) {

    /** The identifier of the message that it answers. */
    int packetId() throws IOException {
        return new DataInputStream(new ByteArrayInputStream(body)).readUnsignedShort();
    }

    /** The reason code; what leaves it out is a success. */
    int reason() {
        int at =
                switch (type) {
                    case MqttWireMessage.MESSAGE_TYPE_DISCONNECT -> 0;
                    case MqttWireMessage.MESSAGE_TYPE_CONNACK -> 1;
                    default -> 2;
                };
        return body.length > at ? body[at] & 0xFF : 0;
    }

    /** What the broker says beside the code. */
    Optional<String> reasonText() {
        return properties().map(MqttProperties::getReasonString);
    }

    /** The properties, where they can be read. */
    Optional<MqttProperties> properties() {
        try {
            return switch (type) {
                case MqttWireMessage.MESSAGE_TYPE_CONNACK -> Optional.of(new MqttConnAck(body).getProperties());
                case MqttWireMessage.MESSAGE_TYPE_PUBACK -> Optional.of(new MqttPubAck(body).getProperties());
                case MqttWireMessage.MESSAGE_TYPE_PUBREC -> Optional.of(new MqttPubRec(body).getProperties());
                case MqttWireMessage.MESSAGE_TYPE_DISCONNECT -> Optional.of(new MqttDisconnect(body).getProperties());
                default -> Optional.empty();
            };
        } catch (IOException | MqttException | IllegalArgumentException e) {
            return Optional.empty(); // they only add to the code
        }
    }
}

package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.notifier.channel.DeliveryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.packet.MqttConnect;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;

/** Begins sessions. */
final class Greeting {

    /** After one and a half of it the broker takes us for dead; {@link MqttTransport} is heard of more often. */
    private static final int KEEP_ALIVE_SECONDS = 60;

    private static final int PROTOCOL_VERSION = 5;

    private Greeting() {}

    /**
     * Introduces us, and leaves a last will.
     *
     * @throws DeliveryException the broker does not want us, or cannot do what we need
     */
    static Session greet(MqttSettings settings, Wire wire) throws IOException, DeliveryException {
        wire.write(connect(settings));
        Frame answer = wire.read(settings.timeout());
        if (answer.type() != MqttWireMessage.MESSAGE_TYPE_CONNACK) {
            throw new IOException("it answers something else than an MQTT broker does");
        }
        String who = settings.broker() + " does not let us in (check url, username, password, clientId)";
        if (answer.reason() != 0) {
            throw Reasons.refused(who, answer.reason(), answer.reasonText());
        }
        MqttProperties properties = answer.properties().orElseGet(MqttProperties::new);
        Limits limits = Limits.of(properties);
        if (limits.qos(settings.qos()) == 0 || Boolean.FALSE.equals(properties.isRetainAvailable())) {
            throw DeliveryException.temporary(
                    settings.broker() + " takes only messages that it does not confirm, or retains none;"
                            + " this channel needs both: allow it in the broker's settings",
                    null);
        }
        return new Session(settings, wire, limits);
    }

    private static MqttConnect connect(MqttSettings settings) {
        MqttProperties properties = new MqttProperties();
        properties.setMaximumPacketSize((long) Wire.LONGEST);
        Publication will = Publication.ofStatus(settings.topics(), false);
        MqttConnect connect = new MqttConnect(
                settings.clientId(), PROTOCOL_VERSION, true, KEEP_ALIVE_SECONDS, properties, will.properties());
        connect.setWillDestination(will.topic());
        connect.setWillMessage(will.message(1));
        Optional<String> username = settings.login().username();
        username.ifPresent(connect::setUserName);
        settings.login()
                .password()
                .ifPresent(password -> connect.setPassword(password.getBytes(StandardCharsets.UTF_8)));
        return connect;
    }
}

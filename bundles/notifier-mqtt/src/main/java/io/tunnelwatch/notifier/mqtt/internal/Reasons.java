package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Plain;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** What the reason codes of MQTT 5 (section 2.4) mean for us. */
final class Reasons {

    /** From here on a code says that something was refused. */
    static final int FIRST_REFUSAL = 0x80;

    private static final int LONGEST_TEXT = 200;

    private Reasons() {}

    /**
     * The refusal.
     *
     * @param what was refused, by whom
     * @param said by the broker, if it said something
     */
    static DeliveryException refused(String what, int code, Optional<String> said) {
        String text = what + ": " + text(code)
                + said.map(words -> " ('" + Plain.line(words, LONGEST_TEXT) + "')")
                        .orElse("");
        return isPermanent(code) ? DeliveryException.permanent(text, null) : DeliveryException.temporary(text, null);
    }

    /** What is wrong with the message itself; all else an operator can mend. */
    private static boolean isPermanent(int code) {
        return switch (code) {
            case MqttReturnCode.RETURN_CODE_TOPIC_NAME_INVALID,
                    MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE,
                    MqttReturnCode.RETURN_CODE_PAYLOAD_FORMAT_INVALID -> true;
            default -> false;
        };
    }

    private static String text(int code) {
        return switch (code) {
            case 0x01, MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION -> "it does not speak MQTT 5";
            case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID -> "client identifier not valid; set another clientId";
            case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD -> "bad user name or password";
            case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED -> "not authorized";
            case MqttReturnCode.RETURN_CODE_SERVER_UNAVAILABLE -> "server unavailable";
            case MqttReturnCode.RETURN_CODE_SERVER_BUSY -> "server busy";
            case MqttReturnCode.RETURN_CODE_BANNED -> "this client is banned";
            case MqttReturnCode.RETURN_CODE_SERVER_SHUTTING_DOWN -> "server shutting down";
            case MqttReturnCode.RETURN_CODE_KEEP_ALIVE_TIMEOUT -> "it did not hear of us in time";
            case MqttReturnCode
                    .RETURN_CODE_SESSION_TAKEN_OVER -> "another client came with the same clientId; give each its own";
            case MqttReturnCode.RETURN_CODE_TOPIC_NAME_INVALID -> "topic not allowed";
            case MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE -> "message too large";
            case MqttReturnCode.RETURN_CODE_QUOTA_EXCEEDED -> "quota exceeded";
            case MqttReturnCode.RETURN_CODE_PAYLOAD_FORMAT_INVALID -> "payload not valid";
            case MqttReturnCode.RETURN_CODE_RETAIN_NOT_SUPPORTED -> "it retains no messages, which this channel needs";
            case MqttReturnCode.RETURN_CODE_QOS_NOT_SUPPORTED -> "it does not take this qos; set a lower one";
            default -> String.format("reason 0x%02X", code);
        };
    }
}

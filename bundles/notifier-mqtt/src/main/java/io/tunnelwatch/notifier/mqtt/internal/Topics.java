package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.alert.AlertKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The names of the topics, all of them under one prefix.
 *
 * <pre>
 * PREFIX/status                                   online or offline
 * PREFIX/notices                                  every notice, as it comes
 * PREFIX/peers/GATEWAY/INTERFACE/PUBLICKEY/KIND   how it stands with trouble of a peer
 * PREFIX/interfaces/GATEWAY/INTERFACE/KIND        of an interface
 * PREFIX/gateways/GATEWAY/KIND                    of a gateway
 * PREFIX/system/KIND                              of Tunnelwatch itself
 * </pre>
 *
 * <p>In names from outside {@code / + # $ %}, control characters and what is no character are percent-encoded in UTF-8,
 * as in URLs: a public key's {@code +} and {@code /} are {@code %2B} and {@code %2F}. A name that is too long ends in
 * {@code %~} and a checksum.
 */
record Topics(String prefix) {

    /** Of a prefix. */
    static final String ALLOWED = "up to 200 characters, levels between '/', none of them empty, and no '+', '#',"
            + " control character, nor '$' at the begin";

    private static final int LONGEST_PREFIX = 200;
    private static final int LONGEST_LEVEL = 250;

    /** Topics under this prefix, if it can be one. */
    static Optional<Topics> under(String prefix) {
        boolean possible = prefix.length() <= LONGEST_PREFIX
                && !prefix.startsWith("$")
                && !prefix.contains("+")
                && !prefix.contains("#")
                && isMqttText(prefix)
                && !("/" + prefix + "/").contains("//");
        return possible ? Optional.of(new Topics(prefix)) : Optional.empty();
    }

    /** Whether MQTT takes this as a text. */
    static boolean isMqttText(String text) {
        return text.codePoints().allMatch(Topics::isMqttCharacter);
    }

    String status() {
        return prefix + "/status";
    }

    String notices() {
        return prefix + "/notices";
    }

    /** Where it stands how it is with trouble of this key. */
    String state(AlertKey key) {
        StringBuilder topic = new StringBuilder(prefix);
        if (key.gateway().isEmpty()) {
            topic.append("/system");
        } else if (key.interfaceName().isEmpty()) {
            topic.append("/gateways");
        } else {
            topic.append(key.peerKey().isEmpty() ? "/interfaces" : "/peers");
        }
        key.gateway().ifPresent(name -> topic.append('/').append(level(name)));
        key.interfaceName().ifPresent(name -> topic.append('/').append(level(name)));
        key.peerKey().ifPresent(name -> topic.append('/').append(level(name)));
        return topic.append('/').append(key.kind()).toString();
    }

    private static String level(String name) {
        StringBuilder level = new StringBuilder();
        for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
            level.append(encoded(name.codePointAt(at)));
            if (level.length() > LONGEST_LEVEL) {
                return level.append("%~").append(checksum(name)).toString();
            }
        }
        // an empty level is allowed, and hard to see
        return level.isEmpty() ? "%" : level.toString();
    }

    private static String encoded(int character) {
        String text = Character.toString(character);
        if ("/+#$%".indexOf(character) < 0 && isMqttCharacter(character)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte part : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", part));
        }
        return encoded.toString();
    }

    private static String checksum(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static boolean isMqttCharacter(int character) {
        boolean nonCharacter = (character & 0xFFFE) == 0xFFFE || character >= 0xFDD0 && character <= 0xFDEF;
        return !nonCharacter
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
    }
}

package io.tunnelwatch.notifier.mqtt.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of an MQTT channel, checked.
 *
 * @param qos 1 or 2
 * @param timeout in which the broker must have answered
 * @param caFile certificates to trust in place of the JVM's
 * @param keepResolved how long the broker retains that an alert is over
 */
record MqttSettings(
        Broker broker,
        String clientId,
        Login login,
        Topics topics,
        int qos,
        Duration timeout,
        Optional<Path> caFile,
        Duration keepResolved) {}

package io.tunnelwatch.notifier.mqtt.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of an MQTT channel as they are written, beside those that every channel has. */
@ObjectClassDefinition(
        id = MqttConfig.PID,
        name = "Tunnelwatch MQTT channel",
        description = "Tells an MQTT 5 broker of alerts")
public @interface MqttConfig {

    /** The factory PID. */
    String PID = "io.tunnelwatch.channel.mqtt";

    @AttributeDefinition(description = "The broker: tcp://HOST:1883, or ssl://HOST:8883 for TLS")
    String url() default "";

    @AttributeDefinition(description = "What the broker knows this client by; one that stays the same when empty")
    String clientId() default "";

    @AttributeDefinition(description = "The user at the broker; anonymous when empty")
    String username() default "";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "The user's password, $[secret:NAME]")
    String password() default "";

    @AttributeDefinition(description = "What all topics begin with")
    String topic() default "tunnelwatch";

    @AttributeDefinition(description = "1 or 2: a message arrives at least once, or exactly once")
    String qos() default "1";

    @AttributeDefinition(description = "Seconds until the broker must have answered, 1 to 60")
    String timeoutSeconds() default "10";

    @AttributeDefinition(description = "A PEM file with the certificates to trust; those of the JVM when empty")
    String caFile() default "";

    @AttributeDefinition(description = "Hours for which the broker keeps that an alert is over, 1 to 8760")
    String keepResolvedHours() default "168";
}

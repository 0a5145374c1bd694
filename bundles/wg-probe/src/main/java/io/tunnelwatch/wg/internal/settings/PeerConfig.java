package io.tunnelwatch.wg.internal.settings;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of one peer as they are written. */
@ObjectClassDefinition(
        id = PeerConfig.PID,
        name = "Tunnelwatch peer",
        description = "One WireGuard peer that has settings of its own, on every gateway that knows it")
public @interface PeerConfig {

    /** The factory PID. */
    String PID = "io.tunnelwatch.peer";

    @AttributeDefinition(description = "Its public key, in base64")
    String publicKey() default "";

    @AttributeDefinition(description = "Its name; the part of the file's name behind ~ when empty")
    String name() default "";

    @AttributeDefinition(description = "always, auto or roaming; the gateway's setting when empty")
    String expect() default "";

    @AttributeDefinition(description = "Of its alerts: info, warning or critical; as the kind of the alert when empty")
    String severity() default "";

    @AttributeDefinition(description = "With commas between, for routing notices")
    String[] tags() default {};
}

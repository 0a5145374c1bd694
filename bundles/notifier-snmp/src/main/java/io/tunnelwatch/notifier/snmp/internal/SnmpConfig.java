package io.tunnelwatch.notifier.snmp.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of an SNMP channel beside those that every channel has, as they are written. */
@ObjectClassDefinition(
        id = SnmpConfig.PID,
        name = "Tunnelwatch SNMP channel",
        description = "One SNMP manager that is told of alerts")
public @interface SnmpConfig {

    /** The factory PID. */
    String PID = "io.tunnelwatch.channel.snmp";

    @AttributeDefinition(description = "The manager: a name or an address")
    String host() default "";

    @AttributeDefinition(description = "Its UDP port")
    String port() default "162";

    @AttributeDefinition(description = "v2c or v3")
    String version() default "v3";

    @AttributeDefinition(description = "inform (the manager confirms) or trap (nobody does)")
    String type() default "inform";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "The community of v2c, $[secret:NAME]")
    String community() default "";

    @AttributeDefinition(description = "The user of v3")
    String username() default "";

    @AttributeDefinition(description = "sha, sha224, sha256, sha384 or sha512")
    String authentication() default "sha256";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Proves who speaks, $[secret:NAME]; nobody is asked to believe it when empty")
    String authenticationPassword() default "";

    @AttributeDefinition(description = "aes128, aes192 or aes256")
    String privacy() default "aes128";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Encrypts, $[secret:NAME]; not encrypted when empty")
    String privacyPassword() default "";

    @AttributeDefinition(description = "Engine ID of v3 traps, in hex; made once and kept when empty")
    String engineId() default "";

    @AttributeDefinition(description = "Seconds until an inform is sent again, 1 to 10")
    String timeoutSeconds() default "5";

    @AttributeDefinition(description = "How often an inform is sent again before it is given up for now, 0 to 5")
    String retries() default "2";

    @AttributeDefinition(description = "Below which OID everything is; change TUNNELWATCH-MIB with it")
    String oid() default "1.3.6.1.4.1.8072.9999.9999.51820";
}

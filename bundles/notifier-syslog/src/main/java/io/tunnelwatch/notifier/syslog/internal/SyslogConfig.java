package io.tunnelwatch.notifier.syslog.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of a syslog channel beside those that every channel has, as they are written. */
@ObjectClassDefinition(
        id = SyslogConfig.PID,
        name = "Tunnelwatch syslog channel",
        description = "One syslog collector that is told of alerts")
public @interface SyslogConfig {

    /** The factory PID. */
    String PID = "io.tunnelwatch.channel.syslog";

    @AttributeDefinition(description = "The collector: a name or an address")
    String host() default "";

    @AttributeDefinition(description = "Its port; 514 for udp, 601 for tcp, 6514 for tls when empty")
    String port() default "";

    @AttributeDefinition(description = "udp, tcp or tls")
    String protocol() default "udp";

    @AttributeDefinition(description = "How tcp and tls tell messages apart: counted (RFC 6587, 3.4.1) or newline")
    String framing() default "counted";

    @AttributeDefinition(description = "user, daemon, ..., local0 to local7")
    String facility() default "local0";

    @AttributeDefinition(description = "APP-NAME of the messages")
    String appName() default "tunnelwatch";

    @AttributeDefinition(description = "HOSTNAME of the messages; the machine's name when empty")
    String hostname() default "";

    @AttributeDefinition(description = "IANA's number of your organisation, for the name of the structured data")
    String enterpriseNumber() default "32473";

    @AttributeDefinition(description = "Seconds until a message is given up for now, 1 to 60")
    String timeoutSeconds() default "10";
}

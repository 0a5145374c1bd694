package io.tunnelwatch.notifier.alertmanager.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of an Alertmanager channel beside those that every channel has, as they are written. */
@ObjectClassDefinition(
        id = AlertmanagerConfig.PID,
        name = "Tunnelwatch Alertmanager channel",
        description = "An Alertmanager, or the members of a cluster, told of the alerts that are open")
public @interface AlertmanagerConfig {

    /** The factory PID. */
    String PID = "io.tunnelwatch.channel.alertmanager";

    @AttributeDefinition(description = "http://host:9093; all members of a cluster, with commas between")
    String[] url() default {};

    @AttributeDefinition(description = "More labels for each alert: site=berlin, team=noc")
    String[] labels() default {};

    @AttributeDefinition(description = "Where people go from an alert; none when empty")
    String generatorUrl() default "";

    @AttributeDefinition(description = "Seconds between two tellings of what is open, 10 to 3600")
    String refreshSeconds() default "60";

    @AttributeDefinition(description = "For basic authentication")
    String username() default "";

    @AttributeDefinition(description = "For basic authentication", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(description = "For bearer authentication", type = AttributeType.PASSWORD)
    String token() default "";

    @AttributeDefinition(description = "Seconds until a request is given up for now, 1 to 30")
    String timeoutSeconds() default "10";
}

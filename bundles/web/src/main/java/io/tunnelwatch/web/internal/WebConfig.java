package io.tunnelwatch.web.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@value #PID}. Texts, so that a wrong number is refused with a reason and not as 0. */
@ObjectClassDefinition(name = "Tunnelwatch web", description = "Who may use the REST API, and for how long")
@interface WebConfig {

    /** The PID. */
    String PID = "io.tunnelwatch.web";

    @AttributeDefinition(description = "Roles of Karaf that may read, with commas between them")
    String readRoles() default "viewer, manager, admin";

    @AttributeDefinition(description = "Roles of Karaf that may read, acknowledge, resolve and silence")
    String writeRoles() default "manager, admin";

    @AttributeDefinition(
            description = "Origins of a proxy from which browsers may change something, https://noc.example.org;"
                    + " the service's own need not be named")
    String origins() default "";

    @AttributeDefinition(description = "The longest time between two logins of a browser in hours, from 1 to 720")
    String sessionHours() default "12";

    @AttributeDefinition(description = "A session that is not used ends after so many minutes, from 1 to 1440")
    String sessionIdleMinutes() default "60";

    @AttributeDefinition(
            description =
                    "How many failed logins of one user from one address are looked at, from 1 to 1000, before"
                            + " the next ones are refused for failedLoginMinutes; of one address with any users, five times as many")
    String failedLogins() default "10";

    @AttributeDefinition(description = "Minutes in which failed logins count, from 1 to 1440")
    String failedLoginMinutes() default "5";

    @AttributeDefinition(description = "How many may listen to the live events at once, from 1 to 10000")
    String eventClients() default "1000";
}

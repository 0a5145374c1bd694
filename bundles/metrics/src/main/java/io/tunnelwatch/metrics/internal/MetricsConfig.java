package io.tunnelwatch.metrics.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@value #PID}. Texts, so that a wrong value is refused with a reason. */
@ObjectClassDefinition(
        name = "Tunnelwatch metrics",
        description = "Who may read /metrics, and how many peers are in it")
@interface MetricsConfig {

    /** The PID. */
    String PID = "io.tunnelwatch.metrics";

    @AttributeDefinition(
            description = "basic: only users of Karaf that have one of readRoles; none: everybody who reaches the port")
    String login() default "basic";

    @AttributeDefinition(description = "Roles of Karaf that may read, with commas between them")
    String readRoles() default "viewer, manager, admin";

    @AttributeDefinition(
            description = "How many peers have series of their own, from 0 to 100000; whole gateways, as many as fit")
    String peerSeries() default "1000";

    @AttributeDefinition(
            description =
                    "What the series of peers bear beside gateway and interface: public_key, peer; or public_key alone,"
                            + " where names are nobody's business")
    String peerLabels() default "public_key, peer";
}

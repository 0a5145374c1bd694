package io.tunnelwatch.wg.internal.settings;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The settings of one gateway as they are written. All are texts: a typed number that is wrong would keep the component
 * from starting without a word about which setting it was.
 */
@ObjectClassDefinition(
        id = GatewayConfig.PID,
        name = "Tunnelwatch gateway",
        description = "One WireGuard gateway that is watched")
public @interface GatewayConfig {

    /** The factory PID. */
    String PID = "io.tunnelwatch.gateway";

    @AttributeDefinition(description = "Its name; the part of the file's name behind ~ when empty")
    String name() default "";

    @AttributeDefinition(description = "wg: a command prints 'wg show all dump'; scenario: a scripted gateway")
    String source() default "wg";

    @AttributeDefinition(description = "The command of a wg gateway; split at blanks, never given to a shell")
    String command() default "wg show all dump";

    @AttributeDefinition(description = "Seconds between the starts of two polls, 1 to 3600")
    String intervalSeconds() default "10";

    @AttributeDefinition(description = "Seconds until a poll is given up, 1 to 600")
    String timeoutSeconds() default "5";

    @AttributeDefinition(
            description = "Interfaces that are expected, with commas between; all that there are when empty")
    String[] interfaces() default {};

    @AttributeDefinition(description = "Whether peers may be silent: always (they may not), auto, roaming")
    String expect() default "auto";

    @AttributeDefinition(description = "Seconds after which a handshake proves nothing any more, 10 to 86400")
    String staleAfterSeconds() default "180";

    @AttributeDefinition(description = "Minutes after which a silent peer is DOWN with expect = auto; 0 for never")
    String idleDownAfterMinutes() default "30";

    @AttributeDefinition(
            description = "How many percent of the active peers, and three at least, make one GATEWAY_OUTAGE when they"
                    + " are lost within outageWindowSeconds; 0 for never")
    String outagePercent() default "50";

    @AttributeDefinition(description = "Seconds within which lost peers may be one outage, 10 to 3600")
    String outageWindowSeconds() default "180";

    @AttributeDefinition(
            description = "How many times a peer is lost or comes back within flapWindowMinutes to be one"
                    + " PEER_FLAPPING, 3 to 20; 0 for never")
    String flapChanges() default "6";

    @AttributeDefinition(
            description = "Minutes within which these changes count, and without any of which a PEER_FLAPPING ends,"
                    + " 1 to 1440")
    String flapWindowMinutes() default "60";

    @AttributeDefinition(
            description = "In how many minutes this side sends to a peer with a fresh handshake, and nothing but what"
                    + " WireGuard says by itself comes back, to be a PEER_ONE_WAY, up to 1440; 0 for never")
    String oneWayMinutes() default "15";

    @AttributeDefinition(
            description = "How many times a peer's endpoint jumps back and forth between two networks (IPv4 /24, IPv6"
                    + " /48) within endpointWindowMinutes to be an ENDPOINT_FLAPPING, 3 to 20; 0 for never")
    String endpointChanges() default "3";

    @AttributeDefinition(
            description = "Minutes within which these jumps count, and without any of which an ENDPOINT_FLAPPING ends,"
                    + " 1 to 1440")
    String endpointWindowMinutes() default "10";

    @AttributeDefinition(description = "Directory of WireGuard's files, whose comments give names to peers")
    String configDirectory() default "/etc/wireguard";
}

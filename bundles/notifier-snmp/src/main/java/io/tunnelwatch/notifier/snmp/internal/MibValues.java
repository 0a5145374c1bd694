package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.notifier.channel.Plain;
import io.tunnelwatch.notifier.channel.Utf8;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** Values in the syntaxes of TUNNELWATCH-MIB. */
final class MibValues {

    private static final int OTHER_KIND = 1;
    private static final int NANOSECONDS_OF_A_TENTH = 100_000_000;
    private static final int ABSENT_TIME_BYTES = 8;
    private static final int TIME_BYTES = 11;

    private MibValues() {}

    /** TunnelwatchAlertKind; one of a newer version is none of its constants. */
    static Integer32 kind(AlertKind kind) {
        return new Integer32(
                switch (kind) {
                    case PEER_DOWN -> 2;
                    case PEER_NEVER -> 3;
                    case PEER_FLAPPING -> 4;
                    case PEER_ONE_WAY -> 5;
                    case ENDPOINT_FLAPPING -> 6;
                    case PEER_ADDED -> 7;
                    case PEER_REMOVED -> 8;
                    case INTERFACE_DOWN -> 9;
                    case GATEWAY_UNREACHABLE -> 10;
                    case GATEWAY_OUTAGE -> 11;
                    case STORE_DEGRADED -> 12;
                    case LOG_PRESSURE -> 13;
                    case CHANNEL_FAILING -> 14;
                    default -> OTHER_KIND;
                });
    }

    /** TunnelwatchSeverity. */
    static Integer32 severity(Severity severity) {
        return new Integer32(
                switch (severity) {
                    case INFO -> 1;
                    case WARNING -> 2;
                    case CRITICAL -> 3;
                });
    }

    /** TunnelwatchAlertState. */
    static Integer32 state(AlertState state) {
        return new Integer32(
                switch (state) {
                    case OPEN -> 1;
                    case ACKNOWLEDGED -> 2;
                    case RESOLVED -> 3;
                });
    }

    /** TunnelwatchText: one line of printable characters, and no character is cut in two. */
    static OctetString text(String text, int maxBytes) {
        return new OctetString(Utf8.bytes(Utf8.cut(Plain.line(text, maxBytes), maxBytes)));
    }

    /** DateAndTime (RFC 2579) in UTC. */
    static OctetString time(Optional<Instant> time) {
        return new OctetString(time.map(MibValues::bytes).orElseGet(() -> new byte[ABSENT_TIME_BYTES]));
    }

    private static byte[] bytes(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return ByteBuffer.allocate(TIME_BYTES)
                .putShort((short) time.getYear())
                .put((byte) time.getMonthValue())
                .put((byte) time.getDayOfMonth())
                .put((byte) time.getHour())
                .put((byte) time.getMinute())
                .put((byte) time.getSecond())
                .put((byte) (time.getNano() / NANOSECONDS_OF_A_TENTH))
                .put((byte) '+')
                .put((byte) 0)
                .put((byte) 0)
                .array();
    }
}

package io.tunnelwatch.benchmarks;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Events as a gateway brings them about. Safe for any number of threads; makes an event within a microsecond. */
final class SampleEvents {

    private static final int GATEWAYS = 50;
    private static final int PEERS = 10_000;
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final int KEY_BYTES = 32;

    private final AtomicLong next;

    SampleEvents() {
        this(FROM);
    }

    /** @param from when the first peer is lost; each next one a millisecond later */
    SampleEvents(Instant from) {
        next = new AtomicLong(from.toEpochMilli() - FROM.toEpochMilli());
    }

    /** A peer is lost: a new alert, of a key of its own. */
    Raised raised() {
        long number = next.getAndIncrement();
        String peer = peerName(number);
        String gateway = gateway(number);
        return new Raised(
                id(number, 1),
                id(number, 0),
                FROM.plusMillis(number),
                AlertKey.ofPeer(AlertKind.PEER_DOWN, gateway, "wg0", publicKey(number)),
                Severity.CRITICAL,
                Optional.of(peer),
                "Peer " + peer + " (wg0 on " + gateway + ") is down: no handshake for 3 min 12 s",
                List.of("vpn"));
    }

    /** It is back. */
    Resolved resolved(Raised raised) {
        return new Resolved(
                new UUID(raised.id().getMostSignificantBits(), raised.id().getLeastSignificantBits() + 1),
                raised.alertId(),
                raised.at().plusSeconds(60),
                Optional.empty(),
                "a handshake 2 s ago");
    }

    /** So many events, an even number: peers that are lost and come back. */
    List<AlertEvent> pairs(int events) {
        List<AlertEvent> pairs = new ArrayList<>(events);
        for (int i = 0; i < events / 2; i++) {
            Raised raised = raised();
            pairs.add(raised);
            pairs.add(resolved(raised));
        }
        return pairs;
    }

    static String gateway(long number) {
        return "gw-" + number % GATEWAYS;
    }

    static String peerName(long number) {
        return "site-" + number % PEERS;
    }

    /** In base64, as WireGuard writes it. */
    static String publicKey(long number) {
        byte[] key = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            key[i] = (byte) (number >>> 8 * (i % Long.BYTES) ^ i * 31);
        }
        return Base64.getEncoder().encodeToString(key);
    }

    private static UUID id(long number, int which) {
        long high = (FROM.toEpochMilli() + number) << 16 | 0x7000L;
        return new UUID(high, 0x8000_0000_0000_0000L | number << 2 | (long) which << 1);
    }
}

package io.tunnelwatch.wg;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One peer as the latest poll of its gateway saw it. Its text comes from outside: escape it where it is shown.
 *
 * @param interfaceName the interface it belongs to
 * @param publicKey in base64
 * @param name from the configuration, else from comments in WireGuard's files, else the first 8 characters of the key
 * @param since when it got this verdict
 * @param latestHandshake by the gateway's clock; absent when there was none
 * @param handshakeAge how old the latest handshake is now, as the verdict counts it: by the monotonic clock of this
 *     machine, from the poll that saw it. Absent when there was none, or its interface can not be read
 * @param endpoint as {@code wg} prints it; absent when there is none
 * @param rxBytes received since the interface came up
 * @param txBytes sent since the interface came up
 * @param persistentKeepalive in seconds, or a range of them; absent when off
 * @param expect what counts for this peer: its own setting, else its gateway's
 */
public record PeerStatus(
        String gateway,
        String interfaceName,
        String publicKey,
        String name,
        Verdict verdict,
        Instant since,
        Optional<Instant> latestHandshake,
        Optional<Duration> handshakeAge,
        Optional<String> endpoint,
        List<String> allowedIps,
        long rxBytes,
        long txBytes,
        Optional<String> persistentKeepalive,
        Expectation expect) {

    public PeerStatus {
        allowedIps = List.copyOf(allowedIps);
    }
}

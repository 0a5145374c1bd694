package io.tunnelwatch.wg.internal.dump;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One peer as the dump has it. Its texts come from outside: escape them where they are shown.
 *
 * @param publicKey in base64, 44 characters
 * @param endpoint any text, an address and port as a rule; absent for {@code (none)}
 * @param allowedIps each as {@code wg} prints it, such as {@code 10.0.0.2/32}; empty for {@code (none)}
 * @param latestHandshake by the gateway's clock, in whole seconds; absent when there was none
 * @param rxBytes received since the interface came up
 * @param txBytes sent since the interface came up
 * @param persistentKeepalive in seconds, or a range of them (AmneziaWG); absent when {@code off} or 0
 */
public record DumpPeer(
        String interfaceName,
        String publicKey,
        Optional<String> endpoint,
        List<String> allowedIps,
        Optional<Instant> latestHandshake,
        long rxBytes,
        long txBytes,
        Optional<String> persistentKeepalive) {

    public DumpPeer {
        allowedIps = List.copyOf(allowedIps);
    }
}

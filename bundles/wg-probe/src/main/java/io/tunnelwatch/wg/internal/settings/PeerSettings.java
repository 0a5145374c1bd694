package io.tunnelwatch.wg.internal.settings;

import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.wg.Expectation;
import java.util.List;
import java.util.Optional;

/**
 * One peer as it is configured, checked; it counts on every gateway that knows the key.
 *
 * @param publicKey in base64, as WireGuard prints it
 * @param severity of the alerts that say it is lost; absent for the kind's own
 * @param tags sorted, for routing notices
 */
public record PeerSettings(
        String publicKey,
        Optional<String> name,
        Optional<Expectation> expect,
        Optional<Severity> severity,
        List<String> tags) {

    public PeerSettings {
        tags = tags.stream().sorted().toList();
    }
}

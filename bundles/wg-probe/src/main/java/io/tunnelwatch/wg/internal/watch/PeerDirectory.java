package io.tunnelwatch.wg.internal.watch;

import io.tunnelwatch.wg.internal.settings.PeerSettings;
import io.tunnelwatch.wg.internal.source.PeerNames;
import java.util.Map;
import java.util.Optional;

/**
 * What people have written about peers.
 *
 * @param settings by public key
 * @param names for peers that the settings do not name
 */
public record PeerDirectory(Map<String, PeerSettings> settings, PeerNames names) {

    /** How much of a key stands for a peer that nobody named: as much as {@code wg} users compare by eye. */
    private static final int KEY_PREFIX = 8;

    /** The settings of a peer, if it has any. */
    public Optional<PeerSettings> settingsOf(String publicKey) {
        return Optional.ofNullable(settings.get(publicKey));
    }

    /** What to call a peer. */
    public String nameOf(String publicKey) {
        return settingsOf(publicKey)
                .flatMap(PeerSettings::name)
                .or(() -> names.nameOf(publicKey))
                .orElse(publicKey.substring(0, Math.min(KEY_PREFIX, publicKey.length())));
    }
}

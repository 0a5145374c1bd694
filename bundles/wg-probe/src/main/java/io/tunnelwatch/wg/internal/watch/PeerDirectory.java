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
        return given(publicKey).orElseGet(() -> prefix(publicKey));
    }

    /**
     * What to call a peer, as {@link #nameOf(String)} says.
     *
     * @param before what it was called before; the same String if it still is
     */
    String nameOf(String publicKey, String before) {
        Optional<String> given = given(publicKey);
        if (given.isPresent()) {
            return given.get();
        }
        boolean same = before.length() == prefixLength(publicKey) && publicKey.startsWith(before);
        return same ? before : prefix(publicKey);
    }

    private Optional<String> given(String publicKey) {
        Optional<String> own = settingsOf(publicKey).flatMap(PeerSettings::name);
        return own.isPresent() ? own : names.nameOf(publicKey);
    }

    private static String prefix(String publicKey) {
        return publicKey.substring(0, prefixLength(publicKey));
    }

    private static int prefixLength(String publicKey) {
        return Math.min(KEY_PREFIX, publicKey.length());
    }
}

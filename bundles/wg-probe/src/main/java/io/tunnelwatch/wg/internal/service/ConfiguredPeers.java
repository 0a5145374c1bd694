package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.wg.internal.settings.PeerSettings;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The peers that have settings of their own. Safe for any number of threads. */
final class ConfiguredPeers {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredPeers.class);

    private final Map<String, PeerSettings> byPid = new HashMap<>();
    private volatile Map<String, PeerSettings> byKey = Map.of();

    /** Takes a peer's settings. */
    synchronized void put(String pid, PeerSettings settings) {
        byPid.entrySet().stream()
                .filter(other -> !other.getKey().equals(pid))
                .filter(other -> other.getValue().publicKey().equals(settings.publicKey()))
                .forEach(other -> LOG.warn(
                        "{} and {} are about the same peer {}: one of them counts, take one away",
                        other.getKey(),
                        pid,
                        settings.publicKey()));
        byPid.put(pid, settings);
        index();
    }

    /** The peer's settings left the configuration. */
    synchronized void remove(String pid) {
        byPid.remove(pid);
        index();
    }

    /** The settings by public key. */
    Map<String, PeerSettings> byKey() {
        return byKey;
    }

    private void index() {
        Map<String, PeerSettings> index = new HashMap<>();
        byPid.values().forEach(peer -> index.put(peer.publicKey(), peer));
        byKey = Map.copyOf(index);
    }
}

package io.tunnelwatch.wg.internal.watch;

import io.tunnelwatch.wg.internal.settings.PeerSettings;
import java.util.Optional;

/** A peer that was put into a gateway's configuration, or taken out of it. */
public record PeerChange(
        boolean added, String interfaceName, String publicKey, String name, Optional<PeerSettings> settings) {}

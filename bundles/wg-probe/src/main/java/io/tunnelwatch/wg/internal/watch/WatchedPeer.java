package io.tunnelwatch.wg.internal.watch;

import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.judge.PeerSighting;
import io.tunnelwatch.wg.internal.judge.Policy;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import java.util.Optional;

/** One peer in the answer of a gateway, with all that is known of it. */
public record WatchedPeer(
        DumpPeer line, String name, PeerSighting sighting, Policy policy, Optional<PeerSettings> settings) {}

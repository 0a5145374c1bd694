package io.tunnelwatch.wg.internal.watch;

import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.judge.PeerSighting;
import io.tunnelwatch.wg.internal.judge.Policy;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import java.util.Optional;

/** One peer in the answer of a gateway, with all that is known of it. */
public record WatchedPeer(
        DumpPeer line, String name, PeerSighting sighting, Policy policy, Optional<PeerSettings> settings) {

    /** The same peer, as its being lost turns out to be that of its gateway. */
    WatchedPeer lostWithOthers() {
        return new WatchedPeer(line, name, sighting.lostWithOthers(), policy, settings);
    }

    /** The same peer after a further poll; this one if nothing is different. */
    WatchedPeer next(
            DumpPeer lineNow,
            String nameNow,
            PeerSighting sightingNow,
            Policy policyNow,
            Optional<PeerSettings> settingsNow) {
        boolean same = sighting == sightingNow
                && line.equals(lineNow)
                && name.equals(nameNow)
                && policy.equals(policyNow)
                && settings.equals(settingsNow);
        return same ? this : new WatchedPeer(lineNow, nameNow, sightingNow, policyNow, settingsNow);
    }
}

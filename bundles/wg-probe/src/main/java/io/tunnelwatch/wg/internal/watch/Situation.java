package io.tunnelwatch.wg.internal.watch;

import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.settings.OutagePolicy;
import java.util.List;
import java.util.Set;

/** What one poll of a gateway means. */
public sealed interface Situation {

    /** The gateway's name. */
    String gateway();

    /** When the poll ended. */
    Moment now();

    /**
     * The gateway was read.
     *
     * @param peers of the interfaces that are there, each once
     * @param present the watched interfaces that are in the answer
     * @param missing the watched interfaces that are not
     * @param changes since the poll before
     * @param expectedInterfaces the setting {@code interfaces}; empty when all are watched
     * @param outage when lost peers are one outage
     */
    record Read(
            String gateway,
            Moment now,
            List<WatchedPeer> peers,
            Set<String> present,
            List<MissingInterface> missing,
            List<PeerChange> changes,
            Set<String> expectedInterfaces,
            OutagePolicy outage)
            implements Situation {

        /** Whether an interface is one of those that the settings ask to watch. */
        public boolean watches(String interfaceName) {
            return expectedInterfaces.isEmpty() || expectedInterfaces.contains(interfaceName);
        }
    }

    /**
     * The gateway could not be read: nothing is known of its peers.
     *
     * @param polls how many in a row have failed
     */
    record Unreadable(String gateway, Moment now, String reason, int polls) implements Situation {}

    /** The gateway's configuration was refused, so that it is not watched at all. */
    record Misconfigured(String gateway, Moment now, String reason) implements Situation {}

    /** The gateway is no longer in the configuration, and has not been for a while. */
    record Left(String gateway, Moment now) implements Situation {}
}

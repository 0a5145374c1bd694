package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.ChangeTimes;
import io.tunnelwatch.wg.internal.judge.Flaps;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.judge.Patience;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.util.Optional;
import java.util.UUID;

/**
 * PEER_FLAPPING of one peer.
 *
 * <ul>
 *   <li>It begins with the {@code flapChanges}-th change of the peer's own within {@code flapWindowMinutes}. Its alert
 *       that it is DOWN, if one is open, is resolved in the same append.
 *   <li>While it goes on, the peer gets no alert for being DOWN, and counts in no outage: its silence says nothing
 *       about the uplink.
 *   <li>It ends when there was no such change for a whole window. If the peer is DOWN then, that is raised in the same
 *       append, unless an outage speaks for it.
 *   <li>Resolved by an operator, it goes on unsaid, and speaks for the peer, until it ends.
 * </ul>
 */
final class FlapRules {

    private final Moment now;
    private final Decider decider;
    private final PeerAlerts alerts;

    FlapRules(Moment now, Decider decider, PeerAlerts alerts) {
        this.now = now;
        this.decider = decider;
        this.alerts = alerts;
    }

    /** What is said about whether a peer is there. */
    interface Verdict {
        /** @param spokenFor the peer's being DOWN is no matter of an alert of its own */
        void say(boolean spokenFor);
    }

    /** Whether the peer was known to flap before this poll and still does, so that nothing else speaks for it. */
    boolean goOn(WatchedPeer peer) {
        ChangeTimes times = peer.sighting().history().flaps().times();
        return !times.isEmpty()
                && decider.goesOn(alerts.key(peer, AlertKind.PEER_FLAPPING))
                && isAsked(peer)
                && limit(peer).isKeptBy(times, now);
    }

    /**
     * Says whether the peer flaps, and with that what is to be said about its verdict.
     *
     * @param flaps of which the losses count, as this poll knows
     */
    void say(WatchedPeer peer, Flaps flaps, Verdict verdict) {
        AlertKey key = alerts.key(peer, AlertKind.PEER_FLAPPING);
        boolean known = decider.goesOn(key);
        if (isAsked(peer) && limit(peer).holds(known, flaps.times(), now)) {
            if (known) {
                verdict.say(true);
            } else {
                decider.together(() -> begin(peer, flaps.times(), verdict));
            }
        } else if (known || decider.isOpen(key)) {
            decider.together(() -> {
                decider.ended(key, () -> ending(peer));
                verdict.say(false);
            });
        } else {
            verdict.say(false);
        }
    }

    private void begin(WatchedPeer peer, ChangeTimes times, Verdict verdict) {
        ChangeLimit limit = limit(peer);
        Optional<UUID> alert = alerts.present(
                peer,
                AlertKind.PEER_FLAPPING,
                () -> "comes and goes: lost or back " + times.countWithin(limit.window(), now) + " times within "
                        + Durations.format(limit.window()));
        decider.takeIn(
                alerts.key(peer, AlertKind.PEER_DOWN),
                () -> "part of its coming and going"
                        + alert.map(id -> " (alert " + id + ")").orElse(""));
        verdict.say(true);
    }

    private static String ending(WatchedPeer peer) {
        ChangeLimit limit = limit(peer);
        if (!limit.isOn()) {
            return "flapChanges = 0: it is no longer looked for";
        }
        return isAsked(peer)
                ? "neither lost nor back for " + Durations.format(limit.window())
                : PeerRules.silenceIsAllowed(peer);
    }

    private static boolean isAsked(WatchedPeer peer) {
        return peer.sighting().patience() != Patience.ENDLESS;
    }

    private static ChangeLimit limit(WatchedPeer peer) {
        return peer.policy().limits().flaps();
    }
}

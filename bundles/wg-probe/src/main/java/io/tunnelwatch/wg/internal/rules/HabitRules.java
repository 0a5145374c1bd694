package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.judge.Moves;
import io.tunnelwatch.wg.internal.judge.Traffic;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.time.Duration;

/**
 * PEER_ONE_WAY and ENDPOINT_FLAPPING of one peer.
 *
 * <p>The first begins when this side has sent for {@code oneWayMinutes} in all, with nothing in between that came back.
 * It ends when something comes back, or the handshake is stale, which is another trouble. When nobody sends any more,
 * it goes on: nothing tells that it is over.
 *
 * <p>The second begins with {@code endpointChanges} jumps between the same two networks within
 * {@code endpointWindowMinutes}, and ends when there was none for a whole window.
 */
final class HabitRules {

    private final Moment now;
    private final Decider decider;
    private final PeerAlerts alerts;

    HabitRules(Moment now, Decider decider, PeerAlerts alerts) {
        this.now = now;
        this.decider = decider;
        this.alerts = alerts;
    }

    void say(WatchedPeer peer) {
        oneWay(peer);
        endpoint(peer);
    }

    private void oneWay(WatchedPeer peer) {
        Traffic traffic = peer.sighting().history().traffic();
        Duration limit = peer.policy().limits().oneWayAfter();
        AlertKind kind = AlertKind.PEER_ONE_WAY;
        if (!peer.policy().limits().looksForOneWay()) {
            alerts.ended(peer, kind, () -> "oneWayMinutes = 0: it is no longer looked for");
        } else if (peer.sighting().verdict() != Verdict.UP) {
            alerts.ended(peer, kind, () -> "its latest handshake is stale, so it is not there at all");
        } else if (traffic.answered()) {
            alerts.ended(peer, kind, () -> "something comes back again");
        } else if (traffic.isOneWayFor(limit)) {
            alerts.present(
                    peer,
                    kind,
                    () -> "does not answer: handshakes work, but in " + traffic.unanswered()
                            + " minutes in which this side sent, nothing came back");
        }
    }

    private void endpoint(WatchedPeer peer) {
        Moves moves = peer.sighting().history().moves();
        ChangeLimit limit = peer.policy().limits().moves();
        AlertKey key = alerts.key(peer, AlertKind.ENDPOINT_FLAPPING);
        boolean known = decider.goesOn(key);
        if (!limit.holds(known, moves.times(), now)) {
            decider.ended(
                    key,
                    () -> limit.isOn()
                            ? "its endpoint did not jump for " + Durations.format(limit.window())
                            : "endpointChanges = 0: it is no longer looked for");
        } else if (!known) {
            alerts.present(
                    peer,
                    AlertKind.ENDPOINT_FLAPPING,
                    () -> "jumps between " + moves.former().orElse("?") + " and "
                            + moves.network().orElse("?") + ", "
                            + moves.times().countWithin(limit.window(), now) + " times within "
                            + Durations.format(limit.window())
                            + ": two machines may use its key");
        }
    }
}

package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.judge.Moves;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import io.tunnelwatch.wg.internal.judge.Traffic;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in sentences what a peer did lately, with the figures and the settings that count them; of most, nothing. */
final class HabitExplainer {

    private final WatchedPeer peer;
    private final PeerStatus status;
    private final PeerLimits limits;
    private final OpenAlerts alerts;
    private final Moment now;

    HabitExplainer(WatchedPeer peer, PeerStatus status, OpenAlerts alerts, Moment now) {
        this.peer = peer;
        this.status = status;
        this.limits = peer.policy().limits();
        this.alerts = alerts;
        this.now = now;
    }

    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        flaps().ifPresent(reasons::add);
        oneWay().ifPresent(reasons::add);
        moves().ifPresent(reasons::add);
        return reasons;
    }

    /** Whether it is PEER_FLAPPING, also unsaid since an operator resolved that, and that has not ended. */
    boolean isFlapping() {
        return flapping(countFlaps()).isPresent();
    }

    private Optional<String> flapping(int count) {
        return state(AlertKind.PEER_FLAPPING, count > 0);
    }

    private int countFlaps() {
        return peer.sighting()
                .history()
                .flaps()
                .times()
                .countWithin(limits.flaps().window(), now);
    }

    private Optional<String> flaps() {
        ChangeLimit limit = limits.flaps();
        int count = countFlaps();
        Optional<String> state = flapping(count);
        if (count == 0 && state.isEmpty()) {
            return Optional.empty();
        }
        String counted = "It was lost or came back " + count + " times within flapWindowMinutes = "
                + limit.window().toMinutes();
        if (state.isPresent()) {
            return Optional.of(counted + ", so it is PEER_FLAPPING (" + state.get()
                    + "), and its being DOWN has no alert of its own; that ends when it was neither lost nor back for "
                    + Durations.format(limit.window()));
        }
        return Optional.of(counted
                + (limit.isOn()
                        ? ", and flapChanges = " + limit.changes() + " would be PEER_FLAPPING"
                        : ", which is not looked at: flapChanges = 0")
                + "; losses that are part of an outage of the gateway do not count");
    }

    private Optional<String> oneWay() {
        Traffic traffic = peer.sighting().history().traffic();
        Optional<String> state = state(AlertKind.PEER_ONE_WAY, traffic.unanswered() > 0);
        boolean nothingToSay = traffic.unanswered() == 0 || status.verdict() != Verdict.UP;
        if (nothingToSay && state.isEmpty()) {
            return Optional.empty();
        }
        String counted = "In " + traffic.unanswered() + " minutes this side sent more than "
                + Traffic.ATTEMPT_BYTES_PER_SECOND + " bytes a second, and no more than "
                + Traffic.ANSWER_BYTES_PER_SECOND
                + " came back, which WireGuard sends by itself for handshakes and keepalives";
        if (state.isPresent()) {
            return Optional.of(counted + ". It is PEER_ONE_WAY (" + state.get()
                    + ") until more comes back or its handshake is stale. Look at AllowedIPs, routes and the firewall on"
                    + " the other side");
        }
        return Optional.of(counted
                + (limits.looksForOneWay()
                        ? "; oneWayMinutes = " + limits.oneWayAfter().toMinutes() + " of them would be PEER_ONE_WAY"
                        : "; that is not looked at: oneWayMinutes = 0"));
    }

    private Optional<String> moves() {
        Moves moves = peer.sighting().history().moves();
        ChangeLimit limit = limits.moves();
        int count = moves.times().countWithin(limit.window(), now);
        Optional<String> state = state(AlertKind.ENDPOINT_FLAPPING, count > 0);
        if (count == 0 && state.isEmpty()) {
            return Optional.empty();
        }
        String counted = "Its endpoint moved between " + moves.former().orElse("?") + " and "
                + moves.network().orElse("?") + " " + count + " times within endpointWindowMinutes = "
                + limit.window().toMinutes();
        if (state.isPresent()) {
            return Optional.of(counted + ", so it is ENDPOINT_FLAPPING (" + state.get()
                    + ") until it stays for " + Durations.format(limit.window())
                    + ". Two machines may use its key: make a new one if you do not know both");
        }
        return Optional.of(counted
                + (limit.isOn()
                        ? ", and endpointChanges = " + limit.changes() + " would be ENDPOINT_FLAPPING"
                        : ", which is not looked at: endpointChanges = 0"));
    }

    /**
     * What became of the alert of a kind, if the trouble goes on.
     *
     * @param seen whether something of it is seen: what an operator resolved may have ended since
     */
    private Optional<String> state(AlertKind kind, boolean seen) {
        AlertKey key = AlertKey.ofPeer(kind, status.gateway(), status.interfaceName(), status.publicKey());
        if (seen && alerts.isResolvedByOperator(key)) {
            return Optional.of("which an operator has resolved and which has not ended yet");
        }
        return alerts.find(key).map(Alert::id).map(id -> "alert " + id);
    }
}

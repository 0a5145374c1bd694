package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.judge.Flaps;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.judge.Patience;
import io.tunnelwatch.wg.internal.judge.PeerSighting;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** All that is said about one peer; here is PEER_DOWN and PEER_NEVER. */
final class PeerRules {

    private final Moment now;
    private final Decider decider;
    private final Predicate<WatchedPeer> lostWithOthers;
    private final PeerAlerts alerts;
    private final FlapRules flaps;
    private final HabitRules habits;

    /** @param lostWithOthers those whose being DOWN an outage says */
    PeerRules(Moment now, Decider decider, PeerAlerts alerts, FlapRules flaps, Predicate<WatchedPeer> lostWithOthers) {
        this.now = now;
        this.decider = decider;
        this.lostWithOthers = lostWithOthers;
        this.alerts = alerts;
        this.flaps = flaps;
        this.habits = new HabitRules(now, decider, alerts);
    }

    /** Whether the peer can raise something; if not, it is only asked where something may end. */
    static boolean mayBeTrouble(WatchedPeer peer) {
        Verdict verdict = peer.sighting().verdict();
        return verdict == Verdict.DOWN
                || verdict == Verdict.NEVER
                || !peer.sighting().history().isCalm();
    }

    void take(WatchedPeer peer) {
        boolean shared = peer.sighting().verdict() == Verdict.DOWN && lostWithOthers.test(peer);
        Flaps own = peer.sighting().history().flaps();
        if (shared && own.lost()) {
            decider.shareLoss(alerts.key(peer, AlertKind.PEER_DOWN));
        }
        flaps.say(peer, shared ? own.shared() : own, flapping -> verdict(peer, shared || flapping));
        if (!peer.sighting().history().isCalm() || decider.canEndFor(peer.line().publicKey())) {
            habits.say(peer);
        }
    }

    private void verdict(WatchedPeer peer, boolean spokenFor) {
        switch (peer.sighting().verdict()) {
            case UP -> {
                alerts.ended(peer, AlertKind.PEER_DOWN, () -> "a handshake " + age(peer) + " ago");
                alerts.ended(peer, AlertKind.PEER_NEVER, () -> "the first handshake, " + age(peer) + " ago");
            }
            case IDLE -> {
                if (isAllowedNow(peer.sighting())) {
                    alerts.ended(peer, AlertKind.PEER_DOWN, () -> silenceIsAllowed(peer));
                }
                alerts.ended(peer, AlertKind.PEER_NEVER, () -> "it has had a handshake");
            }
            case DOWN -> {
                if (!spokenFor) {
                    alerts.present(peer, AlertKind.PEER_DOWN, () -> "is down: no handshake for " + age(peer));
                }
                alerts.ended(peer, AlertKind.PEER_NEVER, () -> "it has had a handshake");
            }
            case NEVER -> never(peer);
            case UNKNOWN -> {
                // nothing is known, so nothing begins and nothing ends
            }
        }
    }

    private void never(WatchedPeer peer) {
        if (peer.sighting().patience() != Patience.NONE) {
            alerts.ended(peer, AlertKind.PEER_NEVER, () -> silenceIsAllowed(peer));
        } else if (peer.sighting().knownFor(now).compareTo(peer.policy().freshFor()) > 0) {
            // a peer that was just put there gets the time that any other has for its next handshake
            alerts.present(peer, AlertKind.PEER_NEVER, () -> "has never had a handshake");
        }
        if (peer.sighting().patience() == Patience.ENDLESS) {
            alerts.ended(peer, AlertKind.PEER_DOWN, () -> silenceIsAllowed(peer));
        }
    }

    /** IDLE by itself ends no alert; IDLE since something else is asked of the peer does. */
    private static boolean isAllowedNow(PeerSighting sighting) {
        return sighting.memory()
                .downUnder()
                .map(under -> under != sighting.patience())
                .orElse(sighting.patience() == Patience.ENDLESS);
    }

    private String age(WatchedPeer peer) {
        Optional<Duration> age = peer.sighting().age(now);
        return Durations.format(age.orElse(Duration.ZERO));
    }

    static String silenceIsAllowed(WatchedPeer peer) {
        return "silence is allowed now: expect = "
                + peer.policy().expect().name().toLowerCase(Locale.ROOT);
    }
}

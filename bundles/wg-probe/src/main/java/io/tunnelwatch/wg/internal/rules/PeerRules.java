package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.judge.Patience;
import io.tunnelwatch.wg.internal.judge.PeerSighting;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** PEER_DOWN and PEER_NEVER of one peer. */
final class PeerRules {

    private final String gateway;
    private final Moment now;
    private final Decider decider;
    private final Predicate<WatchedPeer> spokenFor;

    /** @param spokenFor those whose being DOWN another alert says */
    PeerRules(String gateway, Moment now, Decider decider, Predicate<WatchedPeer> spokenFor) {
        this.gateway = gateway;
        this.now = now;
        this.decider = decider;
        this.spokenFor = spokenFor;
    }

    /** Whether the peer can raise something; if not, it is only asked where something may end. */
    static boolean mayBeTrouble(WatchedPeer peer) {
        Verdict verdict = peer.sighting().verdict();
        return verdict == Verdict.DOWN || verdict == Verdict.NEVER;
    }

    void take(WatchedPeer peer) {
        switch (peer.sighting().verdict()) {
            case UP -> {
                ended(peer, AlertKind.PEER_DOWN, () -> "a handshake " + age(peer) + " ago");
                ended(peer, AlertKind.PEER_NEVER, () -> "the first handshake, " + age(peer) + " ago");
            }
            case IDLE -> {
                if (isAllowedNow(peer.sighting())) {
                    ended(peer, AlertKind.PEER_DOWN, () -> silenceIsAllowed(peer));
                }
                ended(peer, AlertKind.PEER_NEVER, () -> "it has had a handshake");
            }
            case DOWN -> {
                if (!spokenFor.test(peer)) {
                    decider.present(
                            subject(peer, AlertKind.PEER_DOWN),
                            () -> who(peer) + " is down: no handshake for " + age(peer));
                }
                ended(peer, AlertKind.PEER_NEVER, () -> "it has had a handshake");
            }
            case NEVER -> never(peer);
            case UNKNOWN -> {
                // nothing is known, so nothing begins and nothing ends
            }
        }
    }

    private void never(WatchedPeer peer) {
        if (peer.sighting().patience() != Patience.NONE) {
            ended(peer, AlertKind.PEER_NEVER, () -> silenceIsAllowed(peer));
        } else if (peer.sighting().knownFor(now).compareTo(peer.policy().freshFor()) > 0) {
            // a peer that was just put there gets the time that any other has for its next handshake
            decider.present(subject(peer, AlertKind.PEER_NEVER), () -> who(peer) + " has never had a handshake");
        }
        if (peer.sighting().patience() == Patience.ENDLESS) {
            ended(peer, AlertKind.PEER_DOWN, () -> silenceIsAllowed(peer));
        }
    }

    /** IDLE by itself ends no alert; IDLE since something else is asked of the peer does. */
    private static boolean isAllowedNow(PeerSighting sighting) {
        return sighting.memory()
                .downUnder()
                .map(under -> under != sighting.patience())
                .orElse(sighting.patience() == Patience.ENDLESS);
    }

    private void ended(WatchedPeer peer, AlertKind kind, Supplier<String> reason) {
        decider.ended(key(peer, kind), reason);
    }

    private Subject subject(WatchedPeer peer, AlertKind kind) {
        return Subject.ofPeer(key(peer, kind), peer.name(), peer.settings());
    }

    private AlertKey key(WatchedPeer peer, AlertKind kind) {
        return AlertKey.ofPeer(
                kind, gateway, peer.line().interfaceName(), peer.line().publicKey());
    }

    private String who(WatchedPeer peer) {
        return "Peer " + peer.name() + " (" + peer.line().interfaceName() + " on " + gateway + ")";
    }

    private String age(WatchedPeer peer) {
        Optional<Duration> age = peer.sighting().age(now);
        return Durations.format(age.orElse(Duration.ZERO));
    }

    private static String silenceIsAllowed(WatchedPeer peer) {
        return "silence is allowed now: expect = "
                + peer.policy().expect().name().toLowerCase(Locale.ROOT);
    }
}

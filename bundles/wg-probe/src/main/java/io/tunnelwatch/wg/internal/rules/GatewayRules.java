package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.wg.internal.watch.MissingInterface;
import io.tunnelwatch.wg.internal.watch.PeerChange;
import io.tunnelwatch.wg.internal.watch.Situation;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a situation raises and resolves: a pure function of the situation and of what is open. */
public final class GatewayRules {

    /** One absence is unconfirmed: an interface that is being restarted is gone for a moment, a poll may fail once. */
    public static final int CONFIRMING_POLLS = 2;

    private final TimeOrderedIds ids;

    public GatewayRules(TimeOrderedIds ids) {
        this.ids = ids;
    }

    /**
     * What is to be said once, however often the log makes us decide again: peers that were added or removed.
     *
     * @return nothing that depends on what is open
     */
    public Decisions news(Situation situation) {
        Decider decider = new Decider(
                situation.gateway(),
                OpenAlerts.NONE,
                Set.of(),
                ids,
                situation.now().wall());
        if (situation instanceof Situation.Read read) {
            read.changes().forEach(change -> news(read, change, decider));
        }
        return decider.decisions();
    }

    /**
     * What is to be said about the trouble that is there and the trouble that is over.
     *
     * @param ended what {@link Decisions#ended} said last time
     */
    public Decisions decide(Situation situation, OpenAlerts picture, Set<UUID> ended) {
        Decider decider = new Decider(
                situation.gateway(), picture, ended, ids, situation.now().wall());
        if (situation instanceof Situation.Read read) {
            read(read, decider);
        } else if (situation instanceof Situation.Unreadable unreadable) {
            unreadable(unreadable, decider);
        } else if (situation instanceof Situation.Misconfigured wrong) {
            decider.present(
                    Subject.of(unreachable(wrong)),
                    () -> "Gateway " + wrong.gateway() + " is not watched: " + wrong.reason());
        } else if (situation instanceof Situation.Left) {
            decider.canEnd()
                    .forEach(key ->
                            decider.ended(key, () -> "gateway " + situation.gateway() + " left the configuration"));
        }
        return decider.decisions();
    }

    private static void unreadable(Situation.Unreadable situation, Decider decider) {
        if (situation.polls() >= CONFIRMING_POLLS) {
            decider.present(
                    Subject.of(unreachable(situation)),
                    () -> "Gateway " + situation.gateway() + " can not be read: " + situation.reason());
        }
    }

    private static void read(Situation.Read situation, Decider decider) {
        decider.ended(unreachable(situation), () -> "the gateway answers again");
        situation.missing().forEach(missing -> missing(situation, missing, decider));
        situation
                .present()
                .forEach(name -> decider.ended(
                        AlertKey.ofInterface(AlertKind.INTERFACE_DOWN, situation.gateway(), name),
                        () -> "interface " + name + " is there again"));
        PeerAlerts alerts = new PeerAlerts(situation.gateway(), decider);
        FlapRules flaps = new FlapRules(situation.now(), decider, alerts);
        new OutageRules(situation, decider, alerts, flaps::goOn)
                .say(lostWithOthers -> peers(
                        situation, new PeerRules(situation.now(), decider, alerts, flaps, lostWithOthers), decider));
        gone(situation, decider);
    }

    private static void peers(Situation.Read situation, PeerRules rules, Decider decider) {
        for (WatchedPeer peer : situation.peers()) {
            // of thousands of peers there is nothing to say about most
            if (PeerRules.mayBeTrouble(peer) || decider.canEndFor(peer.line().publicKey())) {
                rules.take(peer);
            }
        }
    }

    private static void missing(Situation.Read situation, MissingInterface missing, Decider decider) {
        if (missing.polls() < CONFIRMING_POLLS) {
            return;
        }
        AlertKey key = AlertKey.ofInterface(AlertKind.INTERFACE_DOWN, situation.gateway(), missing.name());
        decider.present(
                Subject.of(key),
                () -> "Interface " + missing.name() + " on " + situation.gateway() + " is down: "
                        + missing.reason().orElse("it is not in the gateway's answer"));
    }

    /** Alerts about peers and interfaces that are no longer there to be judged. */
    private static void gone(Situation.Read situation, Decider decider) {
        Set<AlertKey> keys = decider.canEnd();
        keys.removeIf(key -> key.interfaceName().isEmpty());
        if (keys.isEmpty()) {
            return;
        }
        Map<String, Set<String>> peers = new HashMap<>();
        situation.peers().stream()
                .map(WatchedPeer::line)
                .filter(line -> decider.canEndFor(line.publicKey()))
                .forEach(line -> peers.computeIfAbsent(line.interfaceName(), name -> new HashSet<>())
                        .add(line.publicKey()));
        for (AlertKey key : keys) {
            String name = key.interfaceName().orElseThrow();
            boolean there = key.peerKey()
                    .map(peer -> peers.getOrDefault(name, Set.of()).contains(peer))
                    .orElse(true);
            if (!situation.watches(name)) {
                decider.ended(key, () -> "interface " + name + " is no longer among those that are watched");
            } else if (situation.present().contains(name) && !there) {
                decider.ended(key, () -> "the peer was removed from interface " + name);
            }
        }
    }

    private static void news(Situation.Read situation, PeerChange change, Decider decider) {
        AlertKind kind = change.added() ? AlertKind.PEER_ADDED : AlertKind.PEER_REMOVED;
        AlertKey key = AlertKey.ofPeer(kind, situation.gateway(), change.interfaceName(), change.publicKey());
        String what = change.added() ? "was added to " : "was removed from ";
        decider.happened(
                Subject.ofPeer(key, change.name(), change.settings()),
                "Peer " + change.name() + " " + what + change.interfaceName() + " on " + situation.gateway(),
                "news that lasts no time");
    }

    private static AlertKey unreachable(Situation situation) {
        return AlertKey.ofGateway(AlertKind.GATEWAY_UNREACHABLE, situation.gateway());
    }
}

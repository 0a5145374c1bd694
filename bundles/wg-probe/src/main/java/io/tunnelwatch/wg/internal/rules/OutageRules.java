package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.settings.OutagePolicy;
import io.tunnelwatch.wg.internal.watch.MissingInterface;
import io.tunnelwatch.wg.internal.watch.Situation;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * GATEWAY_OUTAGE of one gateway, over all of its interfaces: they share the uplink.
 *
 * <p>Which peers an outage has taken in is kept nowhere. While it goes on, no other peer is raised singly, so they are
 * those that are DOWN and have no alert of their own; a peer whose alert was open before the window keeps that.
 *
 * <ul>
 *   <li>It begins when {@link Losses#areOutage enough} peers were lost within the window. The single alerts of those
 *       that are open already are resolved in the same append.
 *   <li>It ends when {@link Losses#keepOutage no longer enough} are lost, and peers no longer come back one after the
 *       other. Who is DOWN then is raised singly, in the same append. It never ends while an interface is missing that
 *       had lost peers: what is unknown ends nothing.
 *   <li>Resolved by an operator, it goes on unsaid until it ends, with the peers that fell silent until one window
 *       after that; who is lost later is raised singly.
 *   <li>Peers that flap, and go on to, are none of its business either: {@link FlapRules}.
 *   <li>Alerts of single peers that an operator resolved are none of its business: such peers do not count, and are not
 *       raised at its end.
 * </ul>
 *
 * The settings of the latest poll count; with {@code outagePercent} 0, an outage that is open ends.
 */
final class OutageRules {

    /** While so many as begin an outage came back within this time, it is not over. */
    private static final Duration RETURNING = Duration.ofSeconds(60);

    private final Situation.Read situation;
    private final Decider decider;
    private final PeerAlerts alerts;
    private final Predicate<WatchedPeer> flapping;
    private final OutagePolicy policy;
    private final AlertKey key;
    private final Optional<Instant> resolvedByOperator;

    /** @param flapping those that are known to come and go anyway */
    OutageRules(Situation.Read situation, Decider decider, PeerAlerts alerts, Predicate<WatchedPeer> flapping) {
        this.situation = situation;
        this.decider = decider;
        this.alerts = alerts;
        this.flapping = flapping;
        this.policy = situation.outage();
        this.key = key(situation.gateway());
        this.resolvedByOperator = decider.resolvedByOperator(key);
    }

    /** The alert about an outage of a gateway. */
    static AlertKey key(String gateway) {
        return AlertKey.ofGateway(AlertKind.GATEWAY_OUTAGE, gateway);
    }

    /**
     * Says what is to be said about the outage and about the peers.
     *
     * @param peers says what is to be said about the peers, of which the given ones are spoken for when they are DOWN
     */
    void say(Consumer<Predicate<WatchedPeer>> peers) {
        if (decider.goesOn(key)) {
            goOn(peers);
        } else if (policy.isOn()) {
            lookForNewOne(peers);
        } else if (decider.isOpen(key)) {
            end("outagePercent = 0", peers);
        } else {
            peers.accept(peer -> false);
        }
    }

    private void goOn(Consumer<Predicate<WatchedPeer>> peers) {
        if (!policy.isOn()) {
            end("outagePercent = 0: outages are no longer looked for", peers);
            return;
        }
        Losses losses = Losses.among(situation.peers(), this::isTakenIn);
        boolean partlyUnknown = situation.missing().stream().anyMatch(MissingInterface::hadLost);
        if (partlyUnknown || losses.keepOutage(policy.percent()) || losses.lost() > 0 && areReturning()) {
            peers.accept(this::isTakenIn);
        } else {
            end(losses.lost() == 0 ? "no peer is lost in it any more" : losses.text() + " are still lost", peers);
        }
    }

    /** After a dead uplink, peers come back over two minutes as they were lost: who is still away may be next. */
    private boolean areReturning() {
        long returned = situation.peers().stream()
                .filter(peer -> !flapping.test(peer))
                .flatMap(peer -> peer.sighting().history().flaps().returned().stream())
                .filter(at -> situation.now().nanos() - at.nanos() < RETURNING.toNanos())
                .count();
        return returned >= Losses.LEAST;
    }

    private void lookForNewOne(Consumer<Predicate<WatchedPeer>> peers) {
        Losses losses = Losses.among(situation.peers(), this::isLostNow);
        if (losses.areOutage(policy.percent())) {
            decider.together(() -> begin(losses));
            peers.accept(this::isLostNow);
        } else if (decider.isOpen(key)) {
            // it was seen to end, which the log does not know
            end("it had ended before the probe was restarted", peers);
        } else {
            peers.accept(peer -> false);
        }
    }

    private void begin(Losses losses) {
        Optional<UUID> alert = decider.present(
                Subject.of(key),
                () -> losses.text() + " of gateway " + situation.gateway() + " were lost within "
                        + Durations.format(policy.window()));
        for (WatchedPeer peer : situation.peers()) {
            if (isLostNow(peer)) {
                decider.takeIn(
                        keyOf(peer),
                        () -> "part of the outage of gateway " + situation.gateway()
                                + alert.map(id -> " (alert " + id + ")").orElse(""));
            }
        }
    }

    private void end(String reason, Consumer<Predicate<WatchedPeer>> peers) {
        decider.together(() -> {
            decider.ended(key, () -> reason);
            peers.accept(peer -> false);
        });
    }

    private boolean isLostNow(WatchedPeer peer) {
        return peer.sighting().isLostWithin(policy.window(), situation.now())
                && decider.resolvedByOperator(keyOf(peer)).isEmpty()
                && !flapping.test(peer);
    }

    private boolean isTakenIn(WatchedPeer peer) {
        if (peer.sighting().verdict() != Verdict.DOWN) {
            return false;
        }
        AlertKey own = keyOf(peer);
        return !decider.isOpen(own)
                && decider.resolvedByOperator(own).isEmpty()
                && !flapping.test(peer)
                && (resolvedByOperator.isEmpty()
                        || wasSilentBy(resolvedByOperator.get().plus(policy.window()), peer));
    }

    /** By the wall clock, here only: an operator's event has no other. Set forward, it makes single alerts of some. */
    private boolean wasSilentBy(Instant at, WatchedPeer peer) {
        Duration silent = peer.sighting()
                .age(situation.now())
                .orElse(Duration.ZERO)
                .minus(peer.policy().freshFor());
        return !situation.now().wall().minus(silent).isAfter(at);
    }

    private AlertKey keyOf(WatchedPeer peer) {
        return alerts.key(peer, AlertKind.PEER_DOWN);
    }
}

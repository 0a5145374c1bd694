package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.Explanation;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.judge.Patience;
import io.tunnelwatch.wg.internal.judge.PeerMemory;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in sentences, with the figures, why a peer has its verdict. */
final class Explainer {

    /** So long without ever being stale, and a peer is one that is always there. */
    private static final Duration ALWAYS_THERE = Duration.ofDays(7);

    private final WatchedPeer peer;
    private final PeerStatus status;
    private final Optional<String> problem;
    private final OpenAlerts alerts;
    private final Moment now;
    private final HabitExplainer habits;

    private Explainer(WatchedPeer peer, PeerStatus status, Optional<String> problem, OpenAlerts alerts, Moment now) {
        this.peer = peer;
        this.status = status;
        this.problem = problem;
        this.alerts = alerts;
        this.now = now;
        this.habits = new HabitExplainer(peer, status, alerts, now);
    }

    /**
     * Explains the verdict on a peer.
     *
     * @param problem what is wrong with the gateway, if anything
     * @param alerts what is open, as far as it is known
     */
    static Explanation explain(
            WatchedPeer peer, PeerStatus status, Optional<String> problem, OpenAlerts alerts, Moment now) {
        Explainer explainer = new Explainer(peer, status, problem, alerts, now);
        List<String> reasons = new ArrayList<>();
        reasons.add(explainer.decisive());
        explainer.outage().ifPresent(reasons::add);
        reasons.addAll(explainer.habits.reasons());
        explainer.handshake().ifPresent(reasons::add);
        reasons.add(explainer.expectation());
        reasons.add(explainer.keepalive());
        explainer.traffic().ifPresent(reasons::add);
        return new Explanation(status, reasons, explainer.suggestions());
    }

    private String decisive() {
        String limit = Durations.format(peer.policy().freshFor());
        String age = peer.sighting().age(now).map(Durations::format).orElse("");
        return switch (status.verdict()) {
            case UP -> "It is UP: its latest handshake is " + age + " old, and one proves that it is there for "
                    + limits();
            case DOWN -> "It is DOWN: its latest handshake is " + age + " old, more than " + limits()
                    + (peer.sighting().patience() == Patience.LIMITED
                            ? ", and it has been silent for idleDownAfterMinutes = "
                                    + peer.policy().idleDownAfter().toMinutes()
                            : ", and it was expected to be active");
            case IDLE -> "It is IDLE: its latest handshake is " + age + " old, more than " + limit
                    + ", but it may be silent" + untilWhen();
            case NEVER -> "It is NEVER: as far as the probe knows it has never had a handshake";
            case UNKNOWN -> "It is UNKNOWN: its gateway or interface could not be read"
                    + problem.map(text -> " (" + text + ")").orElse("") + "; before, it was "
                    + peer.sighting().verdict();
        };
    }

    private String limits() {
        return Durations.format(peer.policy().freshFor()) + " (staleAfterSeconds = "
                + peer.policy().staleAfter().toSeconds()
                + ", counted from the poll that first saw it; intervalSeconds = "
                + peer.policy().interval().toSeconds() + ")";
    }

    private String untilWhen() {
        if (peer.sighting().patience() != Patience.LIMITED) {
            return "";
        }
        String limit = "idleDownAfterMinutes = " + peer.policy().idleDownAfter().toMinutes();
        return peer.sighting().memory().lastUp().isPresent()
                ? " until " + limit
                : "; it was silent before the probe first saw it, so " + limit + " does not count until it has been UP";
    }

    /** A peer that is DOWN, does not flap and has no alert of its own is spoken for by the outage of its gateway. */
    private Optional<String> outage() {
        AlertKey own =
                AlertKey.ofPeer(AlertKind.PEER_DOWN, status.gateway(), status.interfaceName(), status.publicKey());
        if (status.verdict() != Verdict.DOWN || isKnown(own) || habits.isFlapping()) {
            return Optional.empty();
        }
        AlertKey outage = AlertKey.ofGateway(AlertKind.GATEWAY_OUTAGE, status.gateway());
        if (alerts.isResolvedByOperator(outage)) {
            return Optional.of("It is part of the outage of gateway " + status.gateway()
                    + ", which an operator has resolved and which has not ended yet");
        }
        return alerts.find(outage)
                .map(alert -> "It is part of the outage of gateway " + status.gateway() + " (alert " + alert.id()
                        + "), and so has no alert of its own");
    }

    private boolean isKnown(AlertKey key) {
        return alerts.find(key).isPresent() || alerts.isResolvedByOperator(key);
    }

    private Optional<String> handshake() {
        if (peer.line().latestHandshake().isPresent()
                || peer.sighting().memory().handshake().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("WireGuard has forgotten its handshake (the interface was restarted, or the peer was removed"
                + " and added again); the probe remembers it");
    }

    private String expectation() {
        return "expect = " + peer.policy().expect().name().toLowerCase(Locale.ROOT)
                + (peer.policy().ownExpect() ? ", the peer's own setting" : ", the setting of its gateway");
    }

    private String keepalive() {
        String meaning = peer.policy().expect() == Expectation.AUTO
                ? peer.line().persistentKeepalive().isPresent()
                        ? ", so with expect = auto it may not be silent"
                        : ", so with expect = auto it may be silent for a while"
                : "";
        return peer.line()
                        .persistentKeepalive()
                        .map(seconds -> "This side sends it a keepalive every " + seconds + " s")
                        .orElse("This side sends it no persistent keepalive")
                + meaning;
    }

    private Optional<String> traffic() {
        long rx = peer.line().rxBytes() - peer.sighting().rxAtHandshake();
        long tx = peer.line().txBytes() - peer.sighting().txAtHandshake();
        boolean stale = status.verdict() == Verdict.DOWN
                || status.verdict() == Verdict.IDLE
                || status.verdict() == Verdict.NEVER;
        if (!stale) {
            return Optional.empty();
        }
        String since = peer.sighting().memory().handshake().isPresent()
                ? " since its latest handshake, or since the probe started"
                : " since the probe first saw it";
        if (rx > 0) {
            return Optional.of("rx grew by " + rx + " bytes" + since
                    + ": handshakes arrive, none completes. Compare the keys on both sides, and their clocks");
        }
        return tx > 0
                ? Optional.of(
                        "tx grew by " + tx + " bytes and rx by none" + since + ": this side tries, nothing comes back")
                : Optional.of("No traffic in either direction" + since);
    }

    private List<String> suggestions() {
        PeerMemory memory = peer.sighting().memory();
        Instant aWeekAgo = now.wall().minus(ALWAYS_THERE);
        boolean neverStale = status.verdict() == Verdict.UP
                && memory.firstSeen().isBefore(aWeekAgo)
                && memory.lastStale().filter(aWeekAgo::isBefore).isEmpty();
        if (neverStale && peer.sighting().patience() != Patience.NONE) {
            return List.of(
                    "Set expect = always for this peer: it was never stale in a week, so its silence would be news"
                            + (peer.sighting().patience() == Patience.LIMITED
                                    ? " at once and not after "
                                            + Durations.format(peer.policy().idleDownAfter())
                                    : ""));
        }
        return List.of();
    }
}

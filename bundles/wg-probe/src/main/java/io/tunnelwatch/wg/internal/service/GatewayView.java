package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.PollCounts;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.watch.WatchedPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A gateway as its latest poll left it: what others may see. Immutable.
 *
 * @param interfaces that the latest good poll saw, sorted
 * @param peers as they were last seen, those too of whom nothing is known now
 * @param unknownSince the interfaces that could not be read, and since when: all of their peers are UNKNOWN
 */
record GatewayView(
        GatewaySettings settings,
        GatewayStatus.State state,
        Instant since,
        Optional<Instant> lastPoll,
        Optional<Duration> lastPollDuration,
        List<String> interfaces,
        List<WatchedPeer> peers,
        Map<String, Instant> unknownSince,
        Optional<String> problem) {

    /** A gateway that has not been polled yet. */
    static GatewayView starting(GatewaySettings settings, Instant now) {
        return new GatewayView(
                settings,
                GatewayStatus.State.STARTING,
                now,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    /** @param refusal why a change of the configuration was refused, so that an older one holds */
    GatewayStatus status(int pendingEvents, Optional<String> refusal, PollCounts polls) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        peers.forEach(peer -> verdicts.merge(verdict(peer), 1, Integer::sum));
        Optional<String> problems = Stream.of(problem, refusal.map(text -> text + "; the older settings hold"))
                .flatMap(Optional::stream)
                .reduce((first, second) -> first + "; " + second);
        return new GatewayStatus(
                settings.name(),
                settings.source().name().toLowerCase(Locale.ROOT),
                state,
                since,
                lastPoll,
                lastPollDuration,
                settings.interval(),
                interfaces,
                verdicts,
                problems,
                pendingEvents,
                polls);
    }

    /** What may be said of its peers. */
    Stream<PeerStatus> peerStatuses(Moment now) {
        return peers.stream().map(peer -> status(peer, now));
    }

    /** What may be said of one of its peers. */
    PeerStatus status(WatchedPeer peer, Moment now) {
        Verdict verdict = verdict(peer);
        return new PeerStatus(
                settings.name(),
                peer.line().interfaceName(),
                peer.line().publicKey(),
                peer.name(),
                verdict,
                unknownSince.getOrDefault(
                        peer.line().interfaceName(), peer.sighting().since()),
                peer.line().latestHandshake(),
                verdict == Verdict.UNKNOWN ? Optional.empty() : peer.sighting().age(now),
                peer.line().endpoint(),
                peer.line().allowedIps(),
                peer.line().rxBytes(),
                peer.line().txBytes(),
                peer.line().persistentKeepalive(),
                peer.policy().expect());
    }

    private Verdict verdict(WatchedPeer peer) {
        return unknownSince.containsKey(peer.line().interfaceName())
                ? Verdict.UNKNOWN
                : peer.sighting().verdict();
    }
}

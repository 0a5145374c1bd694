package io.tunnelwatch.wg;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One gateway.
 *
 * @param source where its dumps come from: {@code wg}, {@code scenario}
 * @param since when it came to be in this state
 * @param lastPoll when the latest poll ended, well or not
 * @param lastPollDuration how long it took
 * @param interval between the starts of two polls
 * @param interfaces that the latest good poll saw, sorted
 * @param peers how many peers have which verdict
 * @param problem what is wrong, and what to do; absent when nothing is
 * @param pendingEvents events that the log has refused so far, and that are offered again first
 * @param polls since it is watched
 */
public record GatewayStatus(
        String name,
        String source,
        State state,
        Instant since,
        Optional<Instant> lastPoll,
        Optional<Duration> lastPollDuration,
        Duration interval,
        List<String> interfaces,
        Map<Verdict, Integer> peers,
        Optional<String> problem,
        int pendingEvents,
        PollCounts polls) {

    /** How a gateway is. */
    public enum State {
        /** It has not been polled yet. */
        STARTING,
        /** The latest poll read it. */
        UP,
        /** The latest poll could not read all of it: some interface is missing in the answer. */
        PARTIAL,
        /** It can not be read. */
        UNREACHABLE,
        /** Its configuration was refused: it is not watched. */
        MISCONFIGURED
    }

    public GatewayStatus {
        interfaces = List.copyOf(interfaces);
        peers = Map.copyOf(peers);
    }
}

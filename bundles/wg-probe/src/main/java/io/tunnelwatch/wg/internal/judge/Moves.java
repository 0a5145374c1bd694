package io.tunnelwatch.wg.internal.judge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a peer's endpoint jumped back and forth between two networks.
 *
 * @param endpoint the latest one, as {@code wg} prints it
 * @param former the network in which it was before the latest move
 * @param times when it moved from one of these two networks to the other, since it came to both; a move to a third one
 *     begins anew, with that and the one that it left
 */
public record Moves(Optional<String> endpoint, Optional<String> former, ChangeTimes times) {

    /** It was never seen. */
    static final Moves NONE = new Moves(Optional.empty(), Optional.empty(), ChangeTimes.NONE);

    /** What an earlier process knew. */
    static Moves restored(String endpoint, String former, List<Instant> times, Moment now) {
        return new Moves(Optional.of(endpoint), Optional.of(former), ChangeTimes.restored(times, now));
    }

    /** Without what is too long ago to count. */
    Moves recent(Moment now) {
        ChangeTimes recent = times.recent(now);
        return recent == times ? this : new Moves(endpoint, Optional.empty(), recent);
    }

    /** Takes in what a poll saw; an interface that was restarted has forgotten the endpoint, we have not. */
    Moves next(Optional<String> seen, Moment now) {
        if (seen.isEmpty() || seen.equals(endpoint)) {
            return this;
        }
        if (endpoint.isEmpty()) {
            return new Moves(seen, former, times);
        }
        String left = Network.of(endpoint.get());
        String network = Network.of(seen.get());
        if (network.equals(left)) {
            return new Moves(seen, former, times);
        }
        boolean back = former.filter(network::equals).isPresent();
        return new Moves(seen, Optional.of(left), (back ? times : ChangeTimes.NONE).plus(now));
    }

    /** The network in which it is. */
    public Optional<String> network() {
        return endpoint.map(Network::of);
    }
}

package io.tunnelwatch.wg.internal.judge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered through restarts of a peer's {@link PeerHistory}, by the wall clock of this machine, in whole
 * seconds.
 *
 * @param flaps when it was lost and when it came back
 * @param lost whether it is DOWN by the latest of these
 * @param jumps when its endpoint jumped between two networks
 * @param endpoint the latest one; absent if it did not jump
 * @param formerNetwork in which it was before; absent if it did not jump
 */
public record PastChanges(
        List<Instant> flaps,
        boolean lost,
        List<Instant> jumps,
        Optional<String> endpoint,
        Optional<String> formerNetwork) {

    /** Nothing changed. */
    public static final PastChanges NONE =
            new PastChanges(List.of(), false, List.of(), Optional.empty(), Optional.empty());

    public PastChanges {
        flaps = List.copyOf(flaps);
        jumps = List.copyOf(jumps);
    }
}

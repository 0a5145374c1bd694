package io.tunnelwatch.wg.internal.memory;

import io.tunnelwatch.wg.internal.judge.PeerMemory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is remembered of a gateway through restarts.
 *
 * @param lastRead when it was last read well, to the minute
 * @param interfaces the peers of each interface by public key; who is not here is new
 * @param ended the alerts that an operator resolved and whose trouble has ended since, so that it may be raised again
 */
public record GatewayMemory(
        Optional<Instant> lastRead, Map<String, Map<String, PeerMemory>> interfaces, Set<UUID> ended) {

    /** Nothing is known: all that is seen now is a baseline. */
    public static final GatewayMemory NONE = new GatewayMemory(Optional.empty(), Map.of(), Set.of());
}

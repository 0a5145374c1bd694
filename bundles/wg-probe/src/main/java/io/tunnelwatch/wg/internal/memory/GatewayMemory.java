package io.tunnelwatch.wg.internal.memory;

import io.tunnelwatch.wg.internal.judge.PeerMemory;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is remembered of a gateway through restarts.
 *
 * @param interfaces the peers of each interface by public key; who is not here is new
 * @param ended alerts whose trouble was seen to end, though the log does not say so: an operator had resolved them
 *     before, or their end has not reached the log. If the trouble is back, it is a new onset
 */
public record GatewayMemory(Map<String, Map<String, PeerMemory>> interfaces, Set<UUID> ended) {

    /** Nothing is known: all that is seen now is a baseline. */
    public static final GatewayMemory NONE = new GatewayMemory(Map.of(), Set.of());
}

package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.AlertEvent;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is to be said about a situation.
 *
 * @param events each list stays together, in this order
 * @param ended alerts whose trouble was seen to end; see {@link io.tunnelwatch.wg.internal.memory.GatewayMemory}
 */
public record Decisions(List<List<AlertEvent>> events, Set<UUID> ended) {

    public Decisions {
        events = List.copyOf(events);
        ended = Set.copyOf(ended);
    }
}

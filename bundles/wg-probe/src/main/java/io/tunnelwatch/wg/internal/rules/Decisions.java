package io.tunnelwatch.wg.internal.rules;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is to be said about a situation.
 *
 * @param events each list stays together, in this order
 * @param ended alerts whose trouble was seen to end; see {@link io.tunnelwatch.wg.internal.memory.GatewayMemory}
 * @param sharedLosses peers whose latest loss turned out to be part of an outage; the state of the gateway has to know,
 *     see {@link io.tunnelwatch.wg.internal.watch.GatewayState#lostWithOthers}
 */
public record Decisions(List<List<AlertEvent>> events, Set<UUID> ended, Set<AlertKey> sharedLosses) {

    public Decisions {
        events = List.copyOf(events);
        ended = Set.copyOf(ended);
        sharedLosses = Set.copyOf(sharedLosses);
    }
}

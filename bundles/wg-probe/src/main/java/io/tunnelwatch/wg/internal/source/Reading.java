package io.tunnelwatch.wg.internal.source;

import io.tunnelwatch.wg.internal.dump.Dump;
import java.util.Map;

/**
 * What one read of a gateway brought.
 *
 * @param unreadableInterfaces the interfaces that the answer lacks because they could not be read, each with the reason
 *     that the gateway gave; empty as a rule
 */
public record Reading(Dump dump, Map<String, String> unreadableInterfaces) {

    public Reading {
        unreadableInterfaces = Map.copyOf(unreadableInterfaces);
    }
}

package io.tunnelwatch.wg.internal.dump;

import java.util.List;

/**
 * One answer of a gateway: its interfaces and their peers, in the order of the text.
 *
 * @param interfaces each name once
 * @param peers those too whose interface has no line of its own
 */
public record Dump(List<DumpInterface> interfaces, List<DumpPeer> peers) {

    /** A gateway without any interface. */
    public static final Dump EMPTY = new Dump(List.of(), List.of());

    public Dump {
        interfaces = List.copyOf(interfaces);
        peers = List.copyOf(peers);
    }
}

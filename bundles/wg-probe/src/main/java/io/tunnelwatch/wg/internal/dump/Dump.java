package io.tunnelwatch.wg.internal.dump;

import java.util.List;

/**
 * One answer of a gateway: its interfaces and their peers, in the order of the text.
 *
 * @param interfaces each name once; one that only a peer's line names is here too, with listen port 0
 * @param peers each pair of interface and public key once
 */
public record Dump(List<DumpInterface> interfaces, List<DumpPeer> peers) {

    /** A gateway without any interface. */
    public static final Dump EMPTY = new Dump(List.of(), List.of());

    public Dump {
        interfaces = List.copyOf(interfaces);
        peers = List.copyOf(peers);
    }
}

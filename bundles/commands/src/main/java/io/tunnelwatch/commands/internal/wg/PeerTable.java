package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Cell.Style;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.Sizes;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import java.util.List;

/** Peers as a table. */
final class PeerTable {

    /** {@code 255.255.255.255:65535}. */
    private static final int IPV4_ENDPOINT = 21;

    private PeerTable() {}

    static Table of(List<PeerStatus> peers, Times times) {
        Table table = new Table(
                Column.cut("GATEWAY", 7),
                Column.cut("INTERFACE", 9).orDrop(),
                Column.cut("PEER", 8),
                Column.whole("VERDICT"),
                Column.whole("SINCE").orDrop(),
                Column.whole("HANDSHAKE"),
                Column.cut("ENDPOINT", IPV4_ENDPOINT).orDrop(),
                new Column("RX", Integer.MAX_VALUE, true, true),
                new Column("TX", Integer.MAX_VALUE, true, true),
                Column.whole("EXPECT").orDrop(),
                Column.cut("PUBLIC KEY", 11).orDrop());
        peers.forEach(peer -> table.row(
                Cell.of(peer.gateway()),
                Cell.of(peer.interfaceName()),
                Cell.of(peer.name()),
                Cell.styled(peer.verdict(), style(peer.verdict())),
                times.agoCell(peer.since()),
                peer.latestHandshake().map(times::agoCell).orElse(Cell.of("never")),
                Cell.of(peer.endpoint()),
                Cell.of(Sizes.format(peer.rxBytes())),
                Cell.of(Sizes.format(peer.txBytes())),
                Cell.of(peer.expect()),
                Cell.of(peer.publicKey())));
        return table;
    }

    private static Style style(Verdict verdict) {
        return switch (verdict) {
            case UP -> Style.GREEN;
            case IDLE -> Style.PLAIN;
            case DOWN -> Style.RED;
            case NEVER, UNKNOWN -> Style.YELLOW;
        };
    }
}

package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Cell.Style;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Gateways as a table, and what is wrong with them in full below it. */
final class GatewayTable {

    private GatewayTable() {}

    static void print(List<GatewayStatus> gateways, Screen screen) {
        if (gateways.isEmpty()) {
            screen.line("No gateways: configure one as io.tunnelwatch.gateway~NAME, for instance in"
                    + " etc/io.tunnelwatch.gateway-NAME.cfg");
            return;
        }
        Table table = new Table(
                Column.whole("GATEWAY"),
                Column.whole("STATE"),
                Column.whole("SINCE"),
                Column.whole("SOURCE").orDrop(),
                Column.whole("PEERS"),
                Column.cut("INTERFACES", 10).orDrop(),
                Column.whole("LAST POLL").orDrop());
        gateways.forEach(gateway -> table.row(row(gateway, screen.times())));
        screen.print(table);
        gateways.forEach(gateway -> {
            gateway.problem().ifPresent(problem -> screen.line(gateway.name() + ": " + problem));
            if (gateway.state() == GatewayStatus.State.UP
                    && gateway.interfaces().isEmpty()) {
                screen.line(gateway.name() + ": answers, and names no interface");
            }
            if (gateway.pendingEvents() > 0) {
                screen.line(gateway.name() + ": " + gateway.pendingEvents()
                        + " events wait for the alert log, which refuses them now (alert:log)");
            }
        });
    }

    private static Cell[] row(GatewayStatus gateway, Times times) {
        return new Cell[] {
            Cell.of(gateway.name()),
            Cell.styled(gateway.state(), style(gateway.state())),
            times.narrowCell(gateway.since()),
            Cell.of(gateway.source()),
            Cell.of(peers(gateway)),
            Cell.of(String.join(", ", gateway.interfaces())),
            lastPoll(gateway, times)
        };
    }

    private static Cell lastPoll(GatewayStatus gateway, Times times) {
        String took = gateway.lastPollDuration()
                .map(duration -> ", " + duration.toMillis() + " ms")
                .orElse("");
        return gateway.lastPoll()
                .map(at -> Cell.of(times.relative(at) + took, times.relative(at)))
                .orElse(Cell.of("none yet"));
    }

    private static String peers(GatewayStatus gateway) {
        String counts = Arrays.stream(Verdict.values())
                .filter(verdict -> gateway.peers().getOrDefault(verdict, 0) > 0)
                .map(verdict -> gateway.peers().get(verdict) + " " + verdict)
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "none" : counts;
    }

    private static Style style(GatewayStatus.State state) {
        return switch (state) {
            case UP -> Style.GREEN;
            case STARTING -> Style.PLAIN;
            case PARTIAL -> Style.YELLOW;
            case UNREACHABLE, MISCONFIGURED -> Style.RED;
        };
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.text.ColumnChart;
import io.tunnelwatch.commands.internal.text.Fields;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.AlertStatistics.OfDay;
import io.tunnelwatch.history.PeerAvailability;
import io.tunnelwatch.settings.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Statistics for people.
 *
 * @param peers the worst first
 * @param all whether gateways and peers are shown that are not among the worst
 */
record StatsReport(AlertStatistics statistics, List<PeerAvailability> peers, boolean all) {

    private static final int WORST = 10;

    void print(Screen screen) {
        screen.print(summary());
        if (statistics.alerts() > 0) {
            screen.line("");
            screen.print(StatsTables.kinds(statistics));
        }
        if (!statistics.byGateway().isEmpty()) {
            screen.line("");
            screen.print(StatsTables.gateways(shown(statistics.byGateway())));
            more(screen, statistics.byGateway(), "gateways");
        }
        if (!statistics.gateways().isEmpty()) {
            screen.line("");
            screen.line("When all peers of a gateway were away together (they count as unavailable), or nobody knew:");
            screen.print(StatsTables.troubles(shown(statistics.gateways())));
            more(screen, statistics.gateways(), "lines");
        }
        if (!statistics.perDay().isEmpty()) {
            screen.line("");
            chart(screen);
        }
        if (!peers.isEmpty()) {
            screen.line("");
            screen.line("Peers, the longest unavailable first:");
            screen.print(StatsTables.peers(shown(peers)));
            more(screen, peers, "peers");
        }
    }

    private Fields summary() {
        Duration length = Duration.between(statistics.from(), statistics.to());
        return new Fields()
                .add(
                        "period",
                        Times.absolute(statistics.from()) + " to " + Times.absolute(statistics.to()) + " ("
                                + Durations.format(length) + ")")
                .add(
                        "observed",
                        Optional.of(statistics.observedFrom())
                                .filter(time -> time.isAfter(statistics.from()))
                                .map(time -> "from " + Times.absolute(time) + " on, when the history begins"))
                .add("alerts", statistics.alerts())
                .add("acknowledged", taken(statistics.acknowledged(), statistics.meanTimeToAcknowledge()))
                .add("resolved", taken(statistics.resolved(), statistics.meanTimeToResolve()));
    }

    private static String taken(long alerts, Optional<Duration> mean) {
        return alerts
                + mean.map(time -> ", " + Durations.format(time) + " after the raising on average")
                        .orElse("");
    }

    private void chart(Screen screen) {
        List<OfDay> days = statistics.perDay();
        ColumnChart chart = new ColumnChart(
                days.stream().map(OfDay::alerts).toList(),
                days.get(0).day().toString(),
                days.get(days.size() - 1).day().toString());
        int together =
                screen.width().isPresent() ? chart.together(screen.width().getAsInt()) : 1;
        screen.line("Alerts " + (together == 1 ? "per day" : "per " + together + " days") + " in UTC:");
        chart.lines(screen.width(), Screen.DEFAULT_WIDTH, screen.blocks()).forEach(screen.out()::println);
    }

    private <T> List<T> shown(List<T> some) {
        return all || some.size() <= WORST ? some : some.subList(0, WORST);
    }

    private void more(Screen screen, List<?> some, String what) {
        if (shown(some).size() < some.size()) {
            screen.line("... and " + (some.size() - WORST) + " more " + what + ": --all shows them");
        }
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Cell.Style;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.Fields;
import io.tunnelwatch.commands.internal.text.Sizes;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.json.LogDocument;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.LogStatus.MissingRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:log}. */
@Service
@Command(
        scope = "alert",
        name = "log",
        description = "Shows the alert log: its size, and how far each consumer has read it.",
        detailedDescription =
                """
                Examples:
                  alert:log
                  alert:log --json""")
public class LogCommand extends TunnelwatchAction {

    @Override
    public void run(Services services, Screen screen) {
        LogStatus status = services.requireLog().status();
        if (json()) {
            screen.json(LogDocument.of(status));
            return;
        }
        screen.print(fields(status, screen.times()));
        screen.line("");
        if (status.consumers().isEmpty()) {
            screen.line("No consumers.");
        } else {
            screen.print(consumers(status.consumers()));
            status.consumers().forEach(consumer -> consumer.lastError()
                    .ifPresent(error -> screen.line(consumer.id() + ": " + error)));
        }
    }

    private static Fields fields(LogStatus status, Times times) {
        return new Fields()
                .add("Directory", status.directory())
                .add("Size", Sizes.format(status.bytes()) + " of " + Sizes.format(status.maxBytes()))
                .add("Segments", status.segments())
                .add("Events", events(status))
                .add("Log", status.id())
                .add("Epoch", status.epoch())
                .add("Reserve", status.reserveInUse() ? "IN USE: the disk is full, free some of it" : "untouched")
                .add("Missing", missing(status.missing()))
                .add(
                        "Last append error",
                        status.lastAppendError().map(error -> times.both(error.at()) + ": " + error.message()));
    }

    private static String events(LogStatus status) {
        return status.firstSequence() > status.lastSequence()
                ? "none" + (status.lastSequence() > 0 ? " since " + status.lastSequence() : "")
                : status.firstSequence() + " to " + status.lastSequence();
    }

    private static Optional<String> missing(List<MissingRange> ranges) {
        return Optional.of(ranges.stream()
                        .map(range -> range.firstSequence() == range.lastSequence()
                                ? String.valueOf(range.firstSequence())
                                : range.firstSequence() + " to " + range.lastSequence())
                        .collect(Collectors.joining(", ")))
                .filter(text -> !text.isEmpty());
    }

    private static Table consumers(List<ConsumerStatus> consumers) {
        Table table = new Table(
                Column.whole("CONSUMER"), Column.whole("STATE"), Column.whole("POSITION"), Column.number("LAG"));
        consumers.forEach(consumer -> table.row(
                Cell.of(consumer.id()),
                Cell.styled(consumer.state(), style(consumer.state())),
                Cell.of(consumer.position()),
                Cell.of(consumer.lag())));
        return table;
    }

    private static Style style(ConsumerState state) {
        return switch (state) {
            case CURRENT -> Style.GREEN;
            case CATCHING_UP, ABSENT -> Style.YELLOW;
            case RETRYING -> Style.RED;
        };
    }
}

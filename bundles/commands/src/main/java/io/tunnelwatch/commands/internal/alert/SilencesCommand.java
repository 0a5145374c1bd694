package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.alert.Silence.Window;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Cell.Style;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.ShortIds;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.json.SilencesDocument;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:silences}. */
@Service
@Command(
        scope = "alert",
        name = "silences",
        description = "Lists the silences that hold now or are yet to come, the first to end first.",
        detailedDescription =
                """
                FROM and TO are those of the window that holds or comes next, EVERY says when it comes back.

                Examples:
                  alert:silences
                  alert:silences --json""")
public class SilencesCommand extends TunnelwatchAction {

    @Override
    public void run(Services services, Screen screen) {
        List<Silence> silences = services.openLog()
                .orElseThrow(() -> new Refusal(services.noOpenLog()))
                .openAlerts()
                .silences(screen.now());
        if (json()) {
            screen.json(SilencesDocument.of(silences, screen.now()));
        } else if (silences.isEmpty()) {
            screen.line("No silences.");
        } else {
            screen.print(table(silences, screen.times(), screen.now()));
        }
    }

    private static Table table(List<Silence> silences, Times times, Instant now) {
        ShortIds ids = new ShortIds(silences.stream().map(Silence::id).toList());
        Table table = new Table(
                Column.whole("ID"),
                Column.whole("STATE"),
                Column.cut("OF", 16),
                Column.whole("FROM"),
                Column.whole("TO"),
                Column.cut("EVERY", 12),
                Column.cut("BY", 5).orDrop(),
                Column.cut("NOTE", 10).orDrop());
        silences.forEach(silence -> {
            Window window = silence.window(now).orElseThrow();
            boolean holds = window.holds(now);
            table.row(
                    Cell.of(ids.of(silence.id())),
                    Cell.styled(holds ? "HOLDS" : "LATER", holds ? Style.YELLOW : Style.PLAIN),
                    Cell.of(SilenceWords.matcher(silence)),
                    times.narrowCell(window.start()),
                    times.narrowCell(window.end()),
                    Cell.of(silence.repetition().map(SilenceWords::rule)),
                    Cell.of(silence.operator()),
                    Cell.of(silence.note()));
        });
        return table;
    }
}

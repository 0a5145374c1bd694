package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.TypedFile;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.completion.ZoneCompleter;
import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.history.ImportResult;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code alert:import}. */
@Service
@Command(
        scope = "alert",
        name = "import",
        description =
                "Takes the alerts of an older application (the table alert_history of its SQLite database) into the history.",
        detailedDescription =
                """
                The application may run meanwhile: its file is only read. Each row
                comes in once, however often it is imported. Imported alerts are
                resolved, have the tag imported, and notify nobody. Rows that can not
                be understood are told and left out.

                Examples:
                  alert:import --dry-run /srv/old.db
                  alert:import --gateway berlin --zone Europe/Berlin /srv/old.db""")
public class ImportCommand extends TunnelwatchAction {

    @Option(name = "--dry-run", description = "Only say what would be done")
    private boolean dryRun;

    @Option(name = "--gateway", description = "The gateway that the older application watched")
    @Completion(GatewayCompleter.class)
    private @Nullable String gateway;

    @Option(name = "--zone", description = "The time zone of times that name none, such as Europe/Berlin or +02:00")
    @Completion(ZoneCompleter.class)
    private String zone = "UTC";

    @Argument(
            name = "file",
            description = "The older application's SQLite database",
            required = true,
            multiValued = true)
    @Completion(FileCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        ImportRequest request = new ImportRequest(
                TypedFile.of(Words.one("file", words, this)), gateway(), OptionValues.zone("--zone", zone), dryRun);
        HistoryMaintenance maintenance = services.requireMaintenance();
        ImportResult result = LongWork.run(screen, json(), progress -> maintenance.importAlerts(request, progress));
        if (json()) {
            screen.json(ImportDocument.of(request, result));
        } else {
            say(request, result, screen);
        }
    }

    private Optional<String> gateway() {
        if (gateway != null && gateway.isBlank()) {
            throw Refusal.ofOption("--gateway", gateway, "the name of a gateway");
        }
        return Optional.ofNullable(gateway).map(String::strip);
    }

    private static void say(ImportRequest request, ImportResult result, Screen screen) {
        screen.line((request.dryRun() ? "Nothing was changed. It would import " : "Imported ") + result.imported()
                + " of "
                + result.read() + " rows of " + request.file() + "; " + result.alreadyThere() + " were there already, "
                + result.refused() + (request.dryRun() ? " would be refused." : " were refused."));
        if (result.zoneless() > 0) {
            screen.line("The times of " + result.zoneless() + " rows name no zone, and count as " + request.zone()
                    + " (--zone).");
        }
        if (result.refused() > 0) {
            screen.line("");
            screen.print(refusals(result));
        }
        if (result.refused() > result.refusals().size()) {
            screen.line("... and " + (result.refused() - result.refusals().size()) + " more");
        }
    }

    private static Table refusals(ImportResult result) {
        Table table = new Table(Column.number("ROW"), Column.cut("WHY IT IS REFUSED", 20));
        result.refusals().forEach(row -> table.row(Cell.of(row.row()), Cell.of(row.reason())));
        return table;
    }
}

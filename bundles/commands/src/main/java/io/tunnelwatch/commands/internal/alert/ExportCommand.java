package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Absent;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.text.Sizes;
import io.tunnelwatch.export.AlertExport;
import io.tunnelwatch.export.AlertFormat;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertListing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code alert:export}. */
@Service
@Command(
        scope = "alert",
        name = "export",
        description = "Writes alerts to a file, the latest first: of all states, unless options say which.",
        detailedDescription =
                """
                The format follows from the end of the file's name: .csv, .json or
                .jsonl (a JSON document on each line). The file is there when it is
                whole, and one that is there is only replaced with --force. In CSV,
                text that a spreadsheet would take for a formula (it begins with
                = + - @ or a tab) has an apostrophe before it. The file - is the
                output of the command, for scripts. A relative path is relative to
                Karaf's working folder.

                Examples:
                  alert:export --since 7d week.csv
                  alert:export --gateway berlin --kind PEER_DOWN /mnt/safe/berlin.json
                  alert:export --state OPEN --format jsonl - | grep laptop-7""")
public class ExportCommand extends FilteringAction {

    private static final String OUTPUT = "-";
    private static final String FORMATS = "csv, json or jsonl";

    @Option(name = "--format", description = FORMATS + "; without it, what the end of the file's name says")
    private @Nullable String format;

    @Option(name = "--force", description = "Replace the file if there is one")
    private boolean force;

    @Argument(name = "file", description = "The new file; - is the output", required = true, multiValued = true)
    @Completion(FileCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        String typed = Words.one("file", words, this);
        AlertFormat chosen = format(typed);
        AlertFilter filter = filterOptions(true).filter(screen.now());
        AlertListing listing = services.listing();
        if (services.history().isEmpty() && !listing.needsLogOnly(filter)) {
            throw new Refusal(Absent.HISTORY);
        }
        ExportWork work = new ExportWork(new AlertExport(listing, filter), chosen);
        if (typed.equals(OUTPUT)) {
            if (json()) {
                throw new Refusal("--json tells of a file that was written: for the output there is --format json");
            }
            LongWork.run(screen, true, progress -> work.print(screen.out(), progress));
            return;
        }
        Path file = TypedFile.of(typed);
        ExportDocument written = LongWork.run(screen, json(), progress -> work.write(file, force, progress));
        if (json()) {
            screen.json(written);
        } else {
            screen.line("Wrote " + written.alerts() + (written.alerts() == 1 ? " alert to " : " alerts to ")
                    + written.file() + " (" + Sizes.format(written.bytes()) + ")");
        }
        HistoryNote.of(services, services.history().map(AlertHistory::health), listing.needsLogOnly(filter))
                .ifPresent(screen::note);
    }

    private AlertFormat format(String file) {
        if (format != null) {
            return AlertFormat.of(format).orElseThrow(() -> Refusal.ofOption("--format", format, FORMATS));
        }
        Optional<AlertFormat> byName = AlertFormat.ofFile(file);
        return byName.orElseThrow(() -> new Refusal("The format of '" + file
                + "' can not be told from its name: end it in .csv, .json or .jsonl, or say --format " + FORMATS));
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Absent;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TypedFile;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.FormatCompleter;
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
                = + - @ or a tab) has an apostrophe before it. Without a file, but with
                --format, the alerts are the output of the command. A relative path is
                relative to Karaf's working folder.

                Examples:
                  alert:export --since 7d week.csv
                  alert:export --gateway berlin --kind PEER_DOWN /mnt/safe/berlin.json
                  alert:export --state OPEN --format jsonl | grep laptop-7""")
public class ExportCommand extends FilteringAction {

    private static final String FORMATS = "csv, json or jsonl";

    @Option(
            name = "--format",
            description = "What to write: " + FORMATS + "; without it, what the end of the file's name says")
    @Completion(FormatCompleter.class)
    private @Nullable String format;

    @Option(name = "--force", description = "Replace the file if there is one")
    private boolean force;

    @Argument(
            name = "file",
            description = "The new file; without it, the output",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(FileCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        Optional<Path> file = Words.atMostOne("file", words, this).map(TypedFile::of);
        AlertFormat chosen = format(file);
        AlertFilter filter = filterOptions(true).filter(screen.now());
        AlertListing listing = services.listing();
        if (services.history().isEmpty() && !listing.needsLogOnly(filter)) {
            throw new Refusal(Absent.HISTORY);
        }
        ExportWork work = new ExportWork(new AlertExport(listing, filter), chosen);
        if (file.isEmpty()) {
            print(work, screen);
            return;
        }
        ExportDocument written = LongWork.run(screen, json(), progress -> work.write(file.get(), force, progress));
        if (json()) {
            screen.json(written);
        } else {
            screen.line("Wrote " + written.alerts() + (written.alerts() == 1 ? " alert to " : " alerts to ")
                    + written.file() + " (" + Sizes.format(written.bytes()) + ")");
        }
        HistoryNote.of(services, services.history().map(AlertHistory::health), listing.needsLogOnly(filter))
                .ifPresent(screen::note);
    }

    /** With nothing but the alerts: no progress, no notes. */
    private void print(ExportWork work, Screen screen) {
        if (json()) {
            throw new Refusal("--json tells of the file that was written; the alerts themselves: --format json");
        }
        LongWork.run(screen, true, progress -> work.print(screen.out(), progress));
    }

    private AlertFormat format(Optional<Path> file) {
        if (format != null) {
            return AlertFormat.of(format).orElseThrow(() -> Refusal.ofOption("--format", format, FORMATS));
        }
        String name = file.map(Path::toString)
                .orElseThrow(() -> new Refusal("A file is wanted; or, for the output, --format " + FORMATS));
        return AlertFormat.ofFile(name)
                .orElseThrow(() -> new Refusal("The format of '" + name
                        + "' can not be told from its name: end it in .csv, .json or .jsonl, or say --format "
                        + FORMATS));
    }
}

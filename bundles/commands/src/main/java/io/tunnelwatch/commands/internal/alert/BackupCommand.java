package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.TypedFile;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.text.Fields;
import io.tunnelwatch.commands.internal.text.Sizes;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.json.BackupDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** {@code alert:backup}. */
@Service
@Command(
        scope = "alert",
        name = "backup",
        description = "Makes a verified backup of the history database while it is in use, or lists the backups.",
        detailedDescription =
                """
                Without a file it goes into the folder backupDirectory of
                io.tunnelwatch.store, where the latest backupsKept are kept. A file
                that exists is never overwritten. A relative path is relative to
                Karaf's working folder.

                Examples:
                  alert:backup
                  alert:backup /mnt/safe/alerts-before-upgrade.db
                  alert:backup --list""")
public class BackupCommand extends TunnelwatchAction {

    @Option(name = "--list", description = "List the backups in backupDirectory, the newest first; make none")
    private boolean list;

    @Argument(
            name = "file",
            description = "The new file; without it, one in backupDirectory",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(FileCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        Optional<Path> file = Words.atMostOne("file", words, this).map(TypedFile::of);
        if (list && file.isPresent()) {
            throw new Refusal("--list takes no file: it lists the backups in backupDirectory");
        }
        HistoryMaintenance maintenance = services.requireMaintenance();
        if (list) {
            print(maintenance.backups(), screen);
            return;
        }
        Backup backup = LongWork.run(screen, json(), progress -> maintenance.backup(file, progress));
        if (json()) {
            screen.json(BackupDocument.of(backup));
        } else {
            screen.print(fields(backup, screen.times()));
        }
    }

    private void print(List<Backup> backups, Screen screen) {
        if (json()) {
            screen.json(BackupsDocument.of(backups));
        } else if (backups.isEmpty()) {
            screen.line("No backups.");
        } else {
            screen.print(BackupTable.of(backups, screen.times()));
            screen.line("");
            screen.line("They lie in " + backups.get(0).file().toAbsolutePath().getParent());
        }
    }

    private static Fields fields(Backup backup, Times times) {
        return new Fields()
                .add("File", backup.file())
                .add("Made", times.both(backup.madeAt()))
                .add("Size", Sizes.format(backup.bytes()))
                .add("Alerts", backup.alerts())
                .add("Position", backup.position());
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TypedFile;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.BackupCompleter;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.Quarantined;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:restore}. */
@Service
@Command(
        scope = "alert",
        name = "restore",
        description = "Puts a backup in the place of the history database, and reads from the log what it lacks.",
        detailedDescription =
                """
                The database that is replaced goes into the folder quarantine beside
                it, and is never deleted by Tunnelwatch. Alerts are accepted all the
                time. A relative path is relative to Karaf's working folder.

                Examples:
                  alert:backup --list
                  alert:restore /mnt/safe/alerts-before-upgrade.db
                  alert:restore --yes /mnt/safe/alerts-before-upgrade.db""")
public class RestoreCommand extends ReplacingAction {

    @Argument(
            name = "file",
            description = "A backup, or any whole database of the history",
            required = true,
            multiValued = true)
    @Completion(BackupCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        Path file = TypedFile.of(Words.one("file", words, this));
        HistoryMaintenance maintenance = services.requireMaintenance();
        confirm(
                screen,
                "The history becomes " + file + made(maintenance, file, screen.times())
                        + ". What that lacks is read from the log, as far back as the log reaches. The present database is"
                        + " kept in the quarantine.");
        Optional<Quarantined> replaced = LongWork.run(screen, json(), progress -> maintenance.restore(file, progress));
        say(
                screen,
                "The history is " + file + " now.",
                replaced,
                "What it lacks is being read from the log: alert:store shows the lag.");
    }

    private static String made(HistoryMaintenance maintenance, Path file, Times times) {
        return maintenance.backups().stream()
                .filter(backup -> backup.file().equals(file))
                .findFirst()
                .map(backup -> ", made " + times.both(backup.madeAt()) + " with " + backup.alerts() + " alerts")
                .orElse("");
    }
}

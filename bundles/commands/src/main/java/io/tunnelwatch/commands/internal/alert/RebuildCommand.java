package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.Quarantined;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:rebuild}. */
@Service
@Command(
        scope = "alert",
        name = "rebuild",
        description = "Makes the history database anew from the log, and from the old one what is older than the log.",
        detailedDescription =
                """
                The database that is replaced goes into the folder quarantine beside
                it, and is never deleted by Tunnelwatch. Alerts are accepted all the
                time.

                Examples:
                  alert:rebuild
                  alert:rebuild --yes""")
public class RebuildCommand extends ReplacingAction {

    @Override
    public void run(Services services, Screen screen) {
        HistoryMaintenance maintenance = services.requireMaintenance();
        confirm(
                screen,
                "The history is made anew from the log; what is older than the log is brought over from the"
                        + " present database, which is kept in the quarantine.");
        Optional<Quarantined> replaced = LongWork.run(screen, json(), maintenance::rebuild);
        say(
                screen,
                "A new history is in place.",
                replaced,
                "The rest follows in the background: alert:store shows the lag.");
    }
}

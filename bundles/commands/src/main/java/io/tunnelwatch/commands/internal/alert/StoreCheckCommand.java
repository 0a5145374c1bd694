package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Failed;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.history.HistoryMaintenance;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:store-check}. A damaged database is a failure of this command, so that scripts can ask it. */
@Service
@Command(
        scope = "alert",
        name = "store-check",
        description = "Checks every page and every index of the history database; begins its recovery when damaged.",
        detailedDescription =
                """
                It reads the whole database. Its exit status is not 0 where something is damaged.
                Examples:
                  alert:store-check""")
public class StoreCheckCommand extends TunnelwatchAction {

    @Override
    public void run(Services services, Screen screen) {
        HistoryMaintenance maintenance = services.requireMaintenance();
        List<String> problems = LongWork.run(screen, json(), maintenance::check);
        if (json()) {
            screen.json(new CheckDocument(problems));
        } else if (problems.isEmpty()) {
            screen.line("The database is whole.");
        } else {
            problems.forEach(screen::line);
        }
        if (!problems.isEmpty()) {
            throw json()
                    ? new Failed()
                    : new Refusal("The database is damaged: alert:store says what is done about it");
        }
    }
}

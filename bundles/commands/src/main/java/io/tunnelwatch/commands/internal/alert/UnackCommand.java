package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.OperatorActions;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:unack}. */
@Service
@Command(
        scope = "alert",
        name = "unack",
        description = "Gives alerts back that were taken on: they are open again, and reminders go on.",
        detailedDescription =
                """
                Works without a database: the history follows when it is back.
                Examples:
                  alert:unack 0199a4b2-1c3d --note 'end of my shift'""")
public class UnackCommand extends AlertsAction {

    @Override
    Alert change(OperatorActions actions, Alert alert, Optional<String> note) throws AppendRefusedException {
        return actions.unacknowledge(alert, note);
    }

    @Override
    String done() {
        return "Given back";
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.OperatorActions;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:ack}. */
@Service
@Command(
        scope = "alert",
        name = "ack",
        description = "Takes alerts on: nobody is reminded of them any longer, and no escalation follows.",
        detailedDescription =
                """
                Works without a database: the history follows when it is back.
                Examples:
                  alert:ack 0199a4b2-1c3d --note 'line is cut, provider is told'
                  alert:ack 0199a4b2-1c3d 0199a4b3-77aa""")
public class AckCommand extends AlertsAction {

    @Override
    Alert change(OperatorActions actions, Alert alert, Optional<String> note) throws AppendRefusedException {
        return actions.acknowledge(alert, note);
    }

    @Override
    String done() {
        return "Acknowledged";
    }
}

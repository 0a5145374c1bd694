package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.OperatorActions;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:resolve}. */
@Service
@Command(
        scope = "alert",
        name = "resolve",
        description = "Ends alerts by hand. Trouble that goes on is not raised again before it has ended once.",
        detailedDescription =
                """
                Works without a database: the history follows when it is back.
                Examples:
                  alert:resolve 0199a4b2-1c3d --note 'peer was taken out of service'""")
public class ResolveCommand extends AlertsAction {

    @Override
    Alert change(OperatorActions actions, Alert alert, Optional<String> note) throws AppendRefusedException {
        return actions.resolve(alert, note);
    }

    @Override
    String done() {
        return "Resolved";
    }
}

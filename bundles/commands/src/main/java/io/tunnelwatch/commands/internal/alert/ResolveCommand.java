package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.commands.internal.Screen;
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
    OfAlert event(Alert alert, TimeOrderedIds ids, Screen screen, Optional<String> reason) {
        String note = reason.orElse("by hand");
        return new Resolved(ids.next(), alert.id(), screen.now(), Optional.of(operator()), note);
    }

    @Override
    String done() {
        return "Resolved";
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Confirmation;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.history.Quarantined;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Option;

/** A command that puts another database in the place of the history's, after it has asked. */
abstract class ReplacingAction extends TunnelwatchAction {

    @Option(name = "--yes", description = "Do not ask")
    private boolean yes;

    /** Returns when it may be done; scripts must say so themselves. */
    final void confirm(Screen screen, String consequence) {
        if (yes) {
            return;
        }
        if (json()) {
            throw Confirmation.nobody();
        }
        Confirmation.require(screen, consequence);
    }

    /** Says what was done. */
    final void say(Screen screen, String done, Optional<Quarantined> replaced, String next) {
        if (json()) {
            screen.json(ReplacedDocument.of(replaced));
            return;
        }
        screen.line(done);
        screen.line(replaced.map(former -> "The former database lies at " + former.file())
                .orElse("There was no database before."));
        screen.line(next);
    }
}

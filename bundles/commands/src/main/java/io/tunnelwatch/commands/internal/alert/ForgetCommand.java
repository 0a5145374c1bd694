package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.AbsentConsumerCompleter;
import io.tunnelwatch.log.AbsentConsumers;
import io.tunnelwatch.log.AlertLog;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:forget}. */
@Service
@Command(
        scope = "alert",
        name = "forget",
        description = "Makes the log forget a consumer that will not come back, so that it keeps no events for it.",
        detailedDescription =
                """
                Only one that alert:log shows as ABSENT. If it comes back all the
                same, it begins anew.
                Examples:
                  alert:forget listener.ticket-system""")
public class ForgetCommand extends TunnelwatchAction {

    @Argument(
            name = "consumer",
            description = "The consumer's name, as alert:log shows it",
            required = true,
            multiValued = true)
    @Completion(AbsentConsumerCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        String consumer = Words.one("consumer", words, this);
        AlertLog log = services.openLog().orElseThrow(() -> new Refusal(services.noOpenLog()));
        try {
            AbsentConsumers.forget(log, consumer);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Refusal(e.getMessage());
        }
        if (json()) {
            screen.json(new Forgotten(consumer));
        } else {
            screen.line("The log has forgotten " + consumer + ".");
        }
    }

    /** As JSON. */
    record Forgotten(String forgotten) {}
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.commands.internal.Failed;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Typed;
import io.tunnelwatch.commands.internal.completion.AlertIdCompleter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.json.AlertView;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.OperatorActions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

/**
 * What an operator does to alerts. Each alert is an event of its own, so that one that does not allow it keeps no other
 * from it; then the exit status is not zero. No database is asked.
 */
abstract class AlertsAction extends TunnelwatchAction {

    private static final String NOTE = "--note";

    @Option(name = NOTE, description = "Why, for those who read the history")
    private String note = "";

    @Argument(
            name = "id",
            description = "The alerts' ids; an unambiguous beginning is enough",
            required = true,
            multiValued = true)
    @Completion(AlertIdCompleter.class)
    private List<String> words = List.of();

    private record Changed(List<AlertView> alerts) {}

    @Override
    public void run(Services services, Screen screen) {
        Typed typed = Typed.of(words, this, NOTE);
        if (typed.words().isEmpty()) {
            throw new Refusal("The id of an alert is wanted: alert:list shows them");
        }
        AlertLog log = services.openLog().orElseThrow(() -> new Refusal(services.noOpenLog()));
        OperatorActions actions = new OperatorActions(log, operator(), screen.now());
        List<Alert> changed = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String word : typed.words()) {
            try {
                Alert alert = AlertSelection.one(services, word).alert();
                changed.add(change(actions, alert, typed.option(NOTE, note)));
            } catch (Refusal | AppendRefusedException e) {
                problems.add(e.getMessage());
            }
        }
        answer(changed, problems, services, screen);
    }

    /** Does it to one alert. */
    abstract Alert change(OperatorActions actions, Alert alert, Optional<String> note) throws AppendRefusedException;

    /** What was done, in one word. */
    abstract String done();

    private void answer(List<Alert> changed, List<String> problems, Services services, Screen screen) {
        if (changed.isEmpty()) {
            throw new Refusal(String.join("; ", problems));
        }
        if (json()) {
            screen.json(new Changed(changed.stream()
                    .map(alert -> AlertView.of(new ListedAlert(alert, true)))
                    .toList()));
        } else {
            changed.forEach(alert -> screen.line(done() + " " + alert.id() + ": " + alert.summary()));
        }
        Optional<String> history = HistoryNote.behind(services.history().map(AlertHistory::health));
        history.ifPresent(screen::note);
        problems.forEach(screen::note);
        if (!problems.isEmpty()) {
            throw new Failed();
        }
    }
}

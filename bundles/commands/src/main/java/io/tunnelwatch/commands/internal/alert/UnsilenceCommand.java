package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Typed;
import io.tunnelwatch.commands.internal.completion.SilenceIdCompleter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.json.SilenceView;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.OperatorActions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code alert:unsilence}. */
@Service
@Command(
        scope = "alert",
        name = "unsilence",
        description = "Ends a silence before its time, for good: what it kept back and is still open is told now.",
        detailedDescription =
                """
                Works without a database: the history follows when it is back.
                Examples:
                  alert:unsilence 0199a4b2-1c3d""")
public class UnsilenceCommand extends TunnelwatchAction {

    private static final String NOTE = "--note";

    @Option(name = NOTE, description = "Why, for those who read the history")
    private String note = "";

    @Argument(
            name = "id",
            description = "The silence's id; an unambiguous beginning is enough",
            required = true,
            multiValued = true)
    @Completion(SilenceIdCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        Typed typed = Typed.of(words, this, NOTE);
        if (typed.words().size() != 1) {
            throw new Refusal("One id of a silence is wanted: alert:silences shows them");
        }
        AlertLog log = services.openLog().orElseThrow(() -> new Refusal(services.noOpenLog()));
        Silence silence = find(log, typed.words().get(0), screen.now());
        try {
            new OperatorActions(log, operator(), screen.now()).unsilence(silence, typed.option(NOTE, note));
        } catch (AppendRefusedException e) {
            throw new Refusal(e.getMessage());
        }
        if (json()) {
            screen.json(SilenceView.of(silence, screen.now()));
        } else {
            screen.line("Ended the silence " + silence.id() + " of " + SilenceWords.matcher(silence)
                    + silence.repetition()
                            .map(rule -> ", every " + SilenceWords.rule(rule) + ", for good")
                            .orElse(""));
        }
        HistoryNote.behind(services.history().map(AlertHistory::health)).ifPresent(screen::note);
    }

    private static Silence find(AlertLog log, String typed, Instant now) {
        String beginning = typed.strip().toLowerCase(Locale.ROOT);
        List<Silence> found = log.openAlerts().silences().stream()
                .filter(silence -> silence.id().toString().startsWith(beginning) && !silence.isOver(now))
                .toList();
        if (found.size() != 1) {
            throw new Refusal(
                    found.isEmpty()
                            ? "No silence that holds or is yet to come has an id that begins with '" + beginning
                                    + "': alert:silences lists them"
                            : "'" + beginning + "' begins the ids of " + found.size() + " silences, type more of it");
        }
        return found.get(0);
    }
}

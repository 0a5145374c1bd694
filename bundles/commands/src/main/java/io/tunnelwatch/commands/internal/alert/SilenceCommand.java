package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.alert.TypedSilence;
import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.completion.AlertKindCompleter;
import io.tunnelwatch.commands.internal.completion.DurationCompleter;
import io.tunnelwatch.commands.internal.completion.FutureTimeCompleter;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.completion.PeerCompleter;
import io.tunnelwatch.commands.internal.completion.ZoneCompleter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.json.SilenceView;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.OperatorActions;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code alert:silence}. */
@Service
@Command(
        scope = "alert",
        name = "silence",
        description = "Keeps notices of some alerts back for a time: a maintenance. The history has them all the same.",
        detailedDescription =
                """
                What is still open at its end is told then. Works without a database.
                With --every it comes back, each time for as long as --for says:
                on days (Sun, or Mon,Wed, or Mon-Fri, or daily) at a time of the
                clock on the wall in the time zone. In the night in which that
                time is left out it begins right behind the gap; where it comes
                twice, the first time. No window begins at --until or later.
                Examples:
                  alert:silence --gateway berlin --for 2h --note 'new router'
                  alert:silence --peer laptop-7 --for 1d
                  alert:silence --gateway berlin --from 2026-11-29T01:00:00Z --for 2h
                  alert:silence --gateway berlin --every 'Sun 02:00' --for 2h --zone Europe/Berlin
                  alert:silence --kind PEER_DOWN --every 'Mon-Fri 22:00' --for 8h --until 2027-06-01
                  alert:silence --all --for 15m""")
public class SilenceCommand extends TunnelwatchAction {

    @Option(name = "--peer", description = "Alerts of this peer, by name or public key")
    @Completion(PeerCompleter.class)
    private @Nullable String peer;

    @Option(name = "--gateway", description = "Alerts of this gateway")
    @Completion(GatewayCompleter.class)
    private @Nullable String gateway;

    @Option(name = "--kind", description = "Alerts of this kind, for instance PEER_DOWN")
    @Completion(AlertKindCompleter.class)
    private @Nullable String kind;

    @Option(name = "--all", description = "All alerts")
    private boolean all;

    @Option(name = "--for", description = "How long, each time: 15m, 2h, 1d12h; at most a year", required = true)
    @Completion(DurationCompleter.class)
    private String length = "";

    @Option(name = "--from", description = "When it begins, 2026-11-29T01:00:00Z or with an offset; now, without it")
    @Completion(FutureTimeCompleter.class)
    private @Nullable String from;

    @Option(
            name = "--every",
            description = "When it comes back: 'Sun 02:00', 'Mon,Wed 22:00', 'Mon-Fri 22:00', 'daily 02:00'")
    private @Nullable String every;

    @Option(name = "--zone", description = "The time zone of --every, Europe/Berlin; the system's, without it")
    @Completion(ZoneCompleter.class)
    private @Nullable String zone;

    @Option(
            name = "--until",
            description = "No window of --every begins then or later: 2027-06-01 (midnight in the zone), or a time")
    @Completion(FutureTimeCompleter.class)
    private @Nullable String until;

    @Option(name = "--note", description = "Why, for those who read the history")
    private String note = "";

    @Override
    public void run(Services services, Screen screen) {
        AlertLog log = services.openLog().orElseThrow(() -> new Refusal(services.noOpenLog()));
        OperatorActions actions = new OperatorActions(log, operator(), screen.now());
        Silence silence = OptionValues.orRefuse(() -> typed().read("--", actions.newId(), operator(), screen.now()));
        try {
            actions.silence(silence);
        } catch (AppendRefusedException e) {
            throw new Refusal(e.getMessage());
        }
        if (json()) {
            screen.json(SilenceView.of(silence, screen.now()));
        } else {
            long covered =
                    log.openAlerts().alerts().stream().filter(silence::matches).count();
            screen.line("Silence " + silence.id() + " of " + SilenceWords.matcher(silence) + ", "
                    + SilenceWords.when(silence, screen.times()) + "; open now: " + covered
                    + (covered == 1 ? " alert" : " alerts"));
        }
        HistoryNote.behind(services.history().map(AlertHistory::health)).ifPresent(screen::note);
    }

    private TypedSilence typed() {
        return new TypedSilence(
                all,
                Optional.ofNullable(gateway),
                Optional.ofNullable(peer),
                Optional.ofNullable(kind),
                length,
                Optional.ofNullable(from),
                Optional.ofNullable(every),
                Optional.ofNullable(zone),
                Optional.ofNullable(until),
                Optional.of(note));
    }
}

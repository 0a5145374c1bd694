package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.alert.TimeOrderedIds;
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
import io.tunnelwatch.settings.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
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

    private static final Duration LONGEST = Duration.ofDays(366);

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
            name = RepetitionOptions.EVERY,
            description = "When it comes back: 'Sun 02:00', 'Mon,Wed 22:00', 'Mon-Fri 22:00', 'daily 02:00'")
    private @Nullable String every;

    @Option(
            name = RepetitionOptions.ZONE,
            description = "The time zone of --every, Europe/Berlin; the system's, without it")
    @Completion(ZoneCompleter.class)
    private @Nullable String zone;

    @Option(
            name = RepetitionOptions.UNTIL,
            description = "No window of --every begins then or later: 2027-06-01 (midnight in the zone), or a time")
    @Completion(FutureTimeCompleter.class)
    private @Nullable String until;

    @Option(name = "--note", description = "Why, for those who read the history")
    private String note = "";

    @Override
    public void run(Services services, Screen screen) {
        AlertLog log = services.openLog().orElseThrow(() -> new Refusal(services.noOpenLog()));
        TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(screen.now()));
        Silence silence = silence(ids, screen.now());
        try {
            log.append(List.of(new Silenced(ids.next(), screen.now(), silence)));
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

    private Silence silence(TimeOrderedIds ids, Instant now) {
        Optional<AlertKind> wanted =
                OptionValues.constants("--kind", kind == null ? null : List.of(kind), AlertKind.class).stream()
                        .findFirst();
        Optional<String> ofPeer = Optional.ofNullable(peer);
        Optional<String> ofGateway = Optional.ofNullable(gateway);
        boolean everything = wanted.isEmpty() && ofPeer.isEmpty() && ofGateway.isEmpty();
        if (everything != all) {
            throw new Refusal(
                    all
                            ? "--all does not go with --peer, --gateway or --kind"
                            : "Say of what: --peer, --gateway, --kind, or --all");
        }
        Optional<Repetition> repetition = RepetitionOptions.read(every, zone, until);
        Optional<Instant> later = Optional.ofNullable(from).map(text -> start(text, now));
        Duration length = length();
        Instant start = repetition
                .map(rule -> RepetitionOptions.start(rule, length, now, later))
                .orElseGet(() -> later.orElse(now));
        return new Silence(
                ids.next(),
                ofGateway,
                ofPeer,
                wanted,
                start,
                start.plus(length),
                operator(),
                Optional.of(note.strip()).filter(text -> !text.isEmpty()),
                repetition);
    }

    private Duration length() {
        try {
            Duration duration = Durations.parse(length.strip());
            if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
                throw Refusal.ofOption("--for", length, "from 1s to 366d");
            }
            return duration;
        } catch (IllegalArgumentException e) {
            throw new Refusal("--for: " + e.getMessage());
        }
    }

    private static Instant start(String text, Instant now) {
        try {
            Instant start = OffsetDateTime.parse(text).toInstant();
            if (start.isBefore(now)) {
                throw Refusal.ofOption("--from", text, "a time that is yet to come");
            }
            return start;
        } catch (DateTimeException e) {
            throw Refusal.ofOption("--from", text, "a time such as 2026-11-29T01:00:00Z or 2026-11-29T02:00:00+01:00");
        }
    }
}

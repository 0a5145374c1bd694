package io.tunnelwatch.itests.faults;

import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.load.Offer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** What the channels have to tell of one experiment, and what came of it. */
final class Notices {

    /** Of the pauses after a few failures, and of all that waits then. */
    private static final Duration WELL_WITHIN = Duration.ofSeconds(60);

    private static final Duration HEARD_WITHIN = Duration.ofSeconds(10);

    private final Channels channels;
    private final SqliteShell history;
    private final Fault fault;
    private final double limitSeconds;
    private final long since;

    private Notices(Laboratory laboratory, Fault fault, Limits limits) {
        this.channels = laboratory.channels();
        this.history = laboratory.history();
        this.fault = fault;
        this.limitSeconds = limits.noticeSeconds();
        this.since = history.number("SELECT max(sequence) FROM alert_event");
    }

    /** Opens the channels, while nothing is under way. */
    static Notices begin(Laboratory laboratory, Fault fault, Limits limits) {
        laboratory.channels().open();
        return new Notices(laboratory, fault, limits);
    }

    /** @param problems beyond those of a channel's notices */
    record Result(List<Telling> tellings, List<String> problems) {

        static final Result NONE = new Result(List.of(), List.of());
    }

    /** Waits for what is still to come, judges it, and closes the channels. The history has everything by now. */
    Result end(Observed load) {
        List<String> problems = new ArrayList<>(channels.letBeWell(WELL_WITHIN));
        List<OwedNotice> all = OwedNotice.since(history, since);
        Set<String> alerts = all.stream().map(OwedNotice::alert).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(load.alerts());
        unknown.removeAll(alerts);
        if (!unknown.isEmpty()) {
            problems.add("nobody is told of " + unknown);
        }
        List<Telling> tellings = channels.sides().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(side -> telling(side.getKey(), side.getValue(), all, load.taken(), problems))
                .toList();
        channels.close();
        return new Result(tellings, problems);
    }

    /** Of the load: the alerts that everybody must be told of, and when the log had taken each event. */
    record Observed(Set<String> alerts, Map<String, Long> taken) {

        static Observed of(List<Offer> offers, String summary) {
            Map<String, Long> taken = new HashMap<>();
            offers.stream()
                    .filter(offer -> offer.what().equals("accepted"))
                    .forEach(offer -> taken.put(offer.event(), offer.begin() + offer.micros() * 1_000));
            Set<String> alerts = offers.stream()
                    .filter(offer -> offer.what().equals("offered"))
                    .filter(offer -> offer.detail().equals(summary))
                    .map(Offer::alert)
                    .collect(Collectors.toSet());
            return new Observed(alerts, taken);
        }
    }

    private Telling telling(
            String channel, OtherSide side, List<OwedNotice> all, Map<String, Long> taken, List<String> problems) {
        // an alert whose beginning nobody will ever have has no end either
        Set<String> refused = new HashSet<>(side.refused());
        List<OwedNotice> owed = all.stream()
                .filter(notice ->
                        !refused.contains(notice.key()) && !refused.contains(OwedNotice.key(notice.alert(), "raised")))
                .toList();
        Set<String> dead = new HashSet<>(channels.deadLetters(channel));
        if (!dead.equals(refused)) {
            problems.add(channel + " has " + dead.size() + " dead letters, and its other side refused " + refused);
        }
        refused.stream()
                .filter(key -> side.receptions().stream()
                                .filter(reception -> reception.key().equals(key))
                                .count()
                        > 1)
                .forEach(key -> problems.add(channel + " was told never to come again with " + key + ", and did"));
        letCome(() -> arrivals(side).told().size() >= owed.size());
        letCome(() -> recorded(channel).size() >= owed.size());
        return Telling.of(
                channel,
                owed,
                taken,
                arrivals(side),
                recorded(channel),
                fault.ailing().contains(channel) ? Double.POSITIVE_INFINITY : limitSeconds);
    }

    /** But what was refused for good. */
    private static Arrivals arrivals(OtherSide side) {
        Set<String> refused = side.refused();
        return new Arrivals(side.receptions().stream()
                .filter(reception -> !refused.contains(reception.key()))
                .toList());
    }

    /** The keys of the notices that the history says to be delivered. */
    private List<String> recorded(String channel) {
        return history
                .query("SELECT d.alert_id, d.notice FROM delivery d JOIN alert_event e ON e.id = d.event_id"
                        + " WHERE d.failure IS NULL AND d.channel = '" + channel + "' AND e.sequence > " + since)
                .stream()
                .map(line -> line.split("\\|"))
                .map(fields -> OwedNotice.key(fields[0], fields[1]))
                .toList();
    }

    private static void letCome(Callable<Boolean> condition) {
        try {
            await().atMost(HEARD_WITHIN).pollInterval(Duration.ofMillis(100)).until(condition);
        } catch (ConditionTimeoutException e) {
            return; // the judgement says what is missing
        }
    }
}

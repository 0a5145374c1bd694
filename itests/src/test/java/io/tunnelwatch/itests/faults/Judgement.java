package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Trait;
import io.tunnelwatch.itests.karaf.SqliteShell;
import io.tunnelwatch.itests.load.HistoryView;
import io.tunnelwatch.itests.load.Ledger;
import io.tunnelwatch.itests.load.Offer;
import io.tunnelwatch.itests.load.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Compares what was seen with what the contract promises. */
final class Judgement {

    private static final int SIXTY = 3 * Experiment.ALERTS;

    private final Limits limits;
    private final Observation seen;
    private final Fault fault;
    private final Ledger ledger;
    private final Supplier<SqliteShell> history;
    private final List<String> problems = new ArrayList<>();

    Judgement(Limits limits, Observation seen, Ledger ledger, Supplier<SqliteShell> history) {
        this.limits = limits;
        this.seen = seen;
        this.fault = seen.fault();
        this.ledger = ledger;
        this.history = history;
        problems.addAll(seen.remarks());
    }

    Row row() {
        Set<String> accepted = seen.events("accepted");
        Optional<HistoryView> view = view();
        Set<String> held = view.map(this::held).orElse(Set.of());
        view.ifPresent(this::judgeHistory);
        boolean sound = problems.size() == seen.remarks().size() && seen.settled();
        seen.tellings().forEach(telling -> problems.addAll(telling.problems()));
        judgeAppends();
        judgeHealth();
        judgeBundles();
        judgePolls();
        judgeCause();
        String sixty = sixty(view);
        return new Row(
                fault.name(),
                seen.events("offered").size(),
                accepted.size(),
                accepted.stream().filter(held::contains).count(),
                view.map(HistoryView::twice).orElse(0L),
                seen.appends(),
                seen.plainWrites(),
                seen.healthyAfterSeconds(),
                seen.pollLateSeconds(),
                seen.sameProcess() ? seen.restarted() : Set.of("all"),
                seen.seen(),
                sixty,
                seen.tellings(),
                problems,
                sound);
    }

    private Optional<HistoryView> view() {
        try {
            return Optional.of(HistoryView.of(history.get()));
        } catch (AssertionError e) {
            problems.add("the history cannot be read: "
                    + String.valueOf(e.getMessage()).lines().limit(2).collect(Collectors.joining(" ")));
            return Optional.empty();
        }
    }

    private Set<String> held(HistoryView view) {
        if (!fault.is(Trait.REJECTS)) {
            return view.events();
        }
        Set<String> all = new HashSet<>(view.events());
        all.addAll(view.rejected());
        return all;
    }

    private void judgeHistory(HistoryView view) {
        Set<String> held = held(view);
        long lost = ledger.accepted().stream().filter(id -> !held.contains(id)).count();
        problem(lost > 0, lost + " accepted events are not in the history");
        problem(view.twice() > 0, view.twice() + " are in the history twice");
        problem(!view.integrity().equals("ok"), "integrity_check says " + view.integrity());
        problem(
                fault.is(Trait.REJECTS) && view.rejected().isEmpty(),
                "nothing is in rejected_event, so the fault was none");
        if (fault.is(Trait.REJECTS)) {
            ledger.rejected(view.rejected());
        }
        if (fault.is(Trait.LOSES_LOG)) {
            ledger.forgetStates();
        }
        if (!fault.is(Trait.LOSES_LOG)) {
            Map<String, String> wrong = ledger.states().entrySet().stream()
                    .filter(alert -> !alert.getValue().equals(view.states().get(alert.getKey())))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            // not those from before a log lost events: it is told the end of an alert anew, by an event of its own
            long again = ledger.states().keySet().stream()
                    .filter(view.again()::contains)
                    .count();
            problem(again > 0, again + " alerts began or ended more than once");
            problem(!wrong.isEmpty(), wrong.size() + " alerts are not in the state of their last event");
            wrong.keySet().stream()
                    .sorted()
                    .limit(1)
                    .forEach(
                            alert -> problems.add("the first, " + alert + ", should be " + wrong.get(alert) + " and is "
                                    + view.states().getOrDefault(alert, "not there") + "; its row and events: "
                                    + HistoryView.rowAndEvents(history.get(), alert)));
        }
    }

    private void judgeAppends() {
        List<Offer> broken = seen.offers().stream()
                .filter(offer -> offer.what().equals("broken"))
                .toList();
        problem(!broken.isEmpty(), broken.size() + " appends threw what the contract does not name");
        broken.stream().findFirst().ifPresent(offer -> problems.add("the first: " + offer.detail()));
        if (fault.is(Trait.STOPS_APPENDS) || fault.is(Trait.KILLS)) {
            return;
        }
        List<Offer> refused = seen.offers().stream()
                .filter(offer -> offer.what().equals("refused"))
                .toList();
        problem(!refused.isEmpty(), refused.size() + " appends were refused");
        refused.stream().findFirst().ifPresent(offer -> problems.add("the first: " + offer.detail()));
        problem(seen.appends().isEmpty(), "no append was taken during the fault");
        seen.appends()
                .ifPresent(appends -> problem(
                        appends.p99() >= limits.appendP99Millis(), "the p99 of appends was " + appends.p99() + " ms"));
    }

    private void judgeHealth() {
        Optional<Double> healthy = seen.healthyAfterSeconds();
        problem(
                healthy.isEmpty(),
                "it did not become well: "
                        + seen.states().stream()
                                .reduce((first, last) -> last)
                                .map(State::toString)
                                .orElse("nothing known"));
        healthy.ifPresent(
                seconds -> problem(seconds > limits.healingSeconds(), "it became well only after " + seconds + " s"));
    }

    private void judgeBundles() {
        if (fault.is(Trait.KILLS)) {
            return;
        }
        problem(!seen.sameProcess(), "the JVM is another one");
        Set<String> others = seen.restarted().stream()
                .filter(bundle -> !fault.restarted().contains(bundle))
                .collect(Collectors.toCollection(TreeSet::new));
        problem(!others.isEmpty(), "bundles were restarted: " + others);
    }

    private void judgePolls() {
        boolean tells = !fault.is(Trait.KILLS) && !fault.is(Trait.STOPS_WG);
        problem(
                tells && seen.pollLateSeconds() > Gateway.INTERVAL_SECONDS,
                "a poll was late by " + seen.pollLateSeconds() + " s");
    }

    private void judgeCause() {
        problem(
                !fault.shown().isEmpty() && Collections.disjoint(fault.shown(), seen.seen()),
                "the store showed none of " + fault.shown() + " but " + seen.seen() + ", so the fault was none");
    }

    private String sixty(Optional<HistoryView> view) {
        Map<String, List<Offer>> alerts = seen.sixty().stream().collect(Collectors.groupingBy(Offer::alert));
        Set<String> events = view.map(HistoryView::events).orElse(Set.of());
        Set<String> rejected = view.map(HistoryView::rejected).orElse(Set.of());
        long kept = alerts.values().stream()
                .filter(offers -> offers.stream().allMatch(offer -> events.contains(offer.event())))
                .count();
        long refused = alerts.values().stream()
                .filter(offers -> offers.stream().allMatch(offer -> rejected.contains(offer.event())))
                .count();
        long toRefuse = fault.is(Trait.REJECTS) ? Experiment.ALERTS : 0; // no fewer, or the fault was half of one
        problem(
                alerts.size() != SIXTY || kept != SIXTY - toRefuse || refused != toRefuse,
                "of " + alerts.size() + " alerts before, during and after it, " + kept + " are in the history, "
                        + refused + " in rejected_event");
        return kept + " of " + alerts.size() + (refused > 0 ? ", " + refused + " in rejected_event" : "");
    }

    private void problem(boolean isOne, String text) {
        if (isOne) {
            problems.add(text);
        }
    }
}

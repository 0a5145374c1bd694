package io.tunnelwatch.history;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.log.AlertLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists alerts as people expect them: the history, merged with what the log holds and the history does not have yet. It
 * answers with whatever is there: without the history, what is open and what is pending; without the log, what the
 * history has. Safe for any number of threads.
 */
public final class AlertListing {

    /** How many pending alerts are known at most. */
    public static final int MAX_PENDING = 10_000;

    private final Optional<AlertLog> log;
    private final Optional<AlertHistory> history;

    /**
     * @param log absent while its bundle is, or while it is not open
     * @param history absent while its bundle is
     */
    public AlertListing(Optional<AlertLog> log, Optional<AlertHistory> history) {
        this.log = log;
        this.history = history;
    }

    /**
     * A part of the list.
     *
     * @param alerts the latest raised first
     * @param next where the following page begins; absent when this is the last one
     * @param history how the history was; absent when its bundle is
     */
    public record Listing(List<ListedAlert> alerts, Optional<PageCursor> next, Optional<StoreHealth> history) {

        public Listing {
            alerts = List.copyOf(alerts);
        }
    }

    /** One page. Never throws for a database that does not answer: {@link Listing#history()} tells. */
    public Listing list(AlertFilter filter, PageRequest page) {
        // first what is pending, then the history: an event that is applied in between is seen twice, not never
        Map<UUID, Alert> pending = pending();
        if (needsLogOnly(filter)) {
            return ofLog(pending, filter, page);
        }
        AlertPage stored = new AlertPage(List.of(), Optional.empty());
        Optional<StoreHealth> health = history.map(AlertHistory::health);
        try {
            stored = history.map(present -> present.list(filter, page)).orElse(stored);
        } catch (HistoryUnavailableException e) {
            health = Optional.of(e.health());
        }
        boolean historyAnswered = health.filter(StoreHealth::isAvailable).isPresent();
        Stream<Alert> open = historyAnswered
                ? Stream.empty()
                : log.stream().flatMap(present -> present.openAlerts().alerts().stream());
        return listing(Stream.concat(open, stored.alerts().stream()), pending, filter, page, stored.next(), health);
    }

    /**
     * One page with all that belongs to it, for who must not take a part for the whole: as {@link #list}, but a
     * database that does not answer is a failure, and so is one that is so far behind the log that not all pending
     * alerts are known.
     *
     * @throws HistoryUnavailableException the history does not answer, and the log alone can not
     * @throws HistoryBehindException more than {@link #MAX_PENDING} alerts are pending
     */
    public Listing listComplete(AlertFilter filter, PageRequest page) {
        Map<UUID, Alert> pending = pending();
        if (needsLogOnly(filter)) {
            return ofLog(pending, filter, page);
        }
        AlertPage stored = history.map(present -> present.list(filter, page))
                .orElseGet(() -> new AlertPage(List.of(), Optional.empty()));
        if (history.isPresent() && pending.size() >= MAX_PENDING) {
            throw new HistoryBehindException(history.get().health(), MAX_PENDING);
        }
        return listing(
                stored.alerts().stream(), pending, filter, page, stored.next(), history.map(AlertHistory::health));
    }

    /** How many alerts the log knows of which the history lacks the latest, {@link #MAX_PENDING} at most. */
    public int pendingAlerts() {
        return pending().size();
    }

    /** Whether the log alone can answer in full. */
    public boolean needsLogOnly(AlertFilter filter) {
        return filter.asksForOpenOnly() && log.isPresent();
    }

    /**
     * The alerts whose id begins so, at most {@code limit}, the latest raised first.
     *
     * @throws HistoryUnavailableException none is open or pending, and the history can not be asked now
     */
    public List<ListedAlert> findByIdPrefix(String prefix, int limit) {
        String lowerCase = prefix.toLowerCase(Locale.ROOT);
        Map<UUID, Alert> pending = pending();
        Map<UUID, Alert> found = new LinkedHashMap<>();
        Stream.concat(
                        pending.values().stream(),
                        log.stream().flatMap(present -> present.openAlerts().alerts().stream()))
                .filter(alert -> alert.id().toString().startsWith(lowerCase))
                .forEach(alert -> found.putIfAbsent(alert.id(), alert));
        try {
            history.stream()
                    .flatMap(present -> present.findByIdPrefix(lowerCase, limit).stream())
                    .forEach(alert -> found.putIfAbsent(alert.id(), alert));
        } catch (HistoryUnavailableException e) {
            if (found.isEmpty()) {
                throw e;
            }
        }
        return found.values().stream()
                .sorted(PageCursor.ORDER)
                .limit(limit)
                .map(alert -> new ListedAlert(alert, pending.containsKey(alert.id())))
                .toList();
    }

    private Listing ofLog(Map<UUID, Alert> pending, AlertFilter filter, PageRequest page) {
        Stream<Alert> open = log.stream().flatMap(present -> present.openAlerts().alerts().stream());
        return listing(open, pending, filter, page, Optional.empty(), history.map(AlertHistory::health));
    }

    private Map<UUID, Alert> pending() {
        return log.stream()
                .flatMap(present -> present.notYetTakenBy(AlertHistory.CONSUMER_ID, MAX_PENDING).stream())
                .collect(Collectors.toMap(
                        Alert::id, Function.identity(), (latest, older) -> latest, LinkedHashMap::new));
    }

    /** Of an alert that is known twice, the pending one counts: the log is ahead of the history. */
    private static Listing listing(
            Stream<Alert> known,
            Map<UUID, Alert> pending,
            AlertFilter filter,
            PageRequest page,
            Optional<PageCursor> nextStored,
            Optional<StoreHealth> health) {
        Map<UUID, Alert> byId = new LinkedHashMap<>(pending);
        known.forEach(alert -> byId.putIfAbsent(alert.id(), alert));
        List<Alert> candidates = byId.values().stream()
                .filter(filter::matches)
                .filter(alert ->
                        page.after().map(place -> place.isBefore(alert)).orElse(true))
                // a later page will bring what lies beyond the end of the stored one
                .filter(alert -> nextStored.map(end -> !end.isBefore(alert)).orElse(true))
                .sorted(PageCursor.ORDER)
                .toList();
        List<ListedAlert> listed = candidates.stream()
                .limit(page.limit())
                .map(alert -> new ListedAlert(alert, pending.containsKey(alert.id())))
                .toList();
        Optional<PageCursor> next = candidates.size() > page.limit()
                ? Optional.of(PageCursor.of(listed.get(listed.size() - 1).alert()))
                : nextStored;
        return new Listing(listed, next, health);
    }
}

package io.tunnelwatch.history;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What happened to one alert: the history's answer, and what the log holds beyond it.
 *
 * @param timeline in order
 * @param deliveries the latest of each notice in each channel, in order of time
 * @param history how the history was; absent when its bundle is
 */
public record AlertDetails(List<LogEntry> timeline, List<Delivery> deliveries, Optional<StoreHealth> history) {

    /** How many events of one alert are shown. */
    static final int MAX_TIMELINE = 1000;

    private static final int PAGE = 1000;
    /** How much of the log is looked through for one alert: a few seconds' work at most. */
    private static final int MAX_READ = 200_000;

    private static final Position OLDEST = new Position(new UUID(0, 0), 0);

    public AlertDetails {
        timeline = List.copyOf(timeline);
        deliveries = List.copyOf(deliveries);
    }

    /**
     * Gathers it from whatever is there. Never throws for a database that does not answer: {@link #history()} tells.
     * Without it the log alone is read, which can take seconds.
     *
     * @param log absent while its bundle is, or while it is not open
     * @param history absent while its bundle is
     */
    public static AlertDetails of(UUID alert, Optional<AlertLog> log, Optional<AlertHistory> history) {
        Map<Position, LogEntry> timeline = new LinkedHashMap<>();
        List<Delivery> deliveries = new ArrayList<>();
        Optional<StoreHealth> health = history.map(AlertHistory::health);
        Position known = OLDEST;
        try {
            if (history.isPresent()) {
                // first the position: what is applied after it is then read twice, not never
                Position position = history.get().status().position().orElse(OLDEST);
                history.get().timeline(alert, MAX_TIMELINE).forEach(entry -> timeline.put(entry.position(), entry));
                deliveries.addAll(history.get().deliveries(alert));
                known = position;
            }
        } catch (HistoryUnavailableException e) {
            health = Optional.of(e.health());
            timeline.clear();
            deliveries.clear();
        }
        Position from = known;
        log.ifPresent(present -> {
            readOn(present, from, alert).forEach(entry -> timeline.putIfAbsent(entry.position(), entry));
            present.openAlerts().deliveries().stream()
                    .filter(delivery -> delivery.alertId().equals(alert))
                    .forEach(deliveries::add);
        });
        timeline.values().stream().flatMap(AlertDetails::delivery).forEach(deliveries::add);
        return new AlertDetails(List.copyOf(timeline.values()), latest(deliveries), health);
    }

    /**
     * An alert with the silence that holds at this time: windows of a repeated silence begin without an event. One that
     * is over, or of which no log knows, is as it was.
     */
    public static ListedAlert silencedAt(Instant now, ListedAlert listed, Optional<AlertLog> log) {
        Alert alert = listed.alert();
        return log.filter(present -> alert.isOpen())
                .map(present -> alert.withSilencedUntil(
                        Silence.silencedUntil(alert, present.openAlerts().silences(), now)))
                .map(silenced -> new ListedAlert(silenced, listed.pending()))
                .orElse(listed);
    }

    private static List<LogEntry> readOn(AlertLog log, Position from, UUID alert) {
        List<LogEntry> found = new ArrayList<>();
        Position after = from;
        for (int read = 0; read < MAX_READ && found.size() < MAX_TIMELINE; read += PAGE) {
            List<LogEntry> page = log.read(after, PAGE);
            page.stream().filter(entry -> speaksOf(entry, alert)).forEach(found::add);
            if (page.size() < PAGE) {
                break;
            }
            after = page.get(page.size() - 1).position();
        }
        return found;
    }

    private static boolean speaksOf(LogEntry entry, UUID alert) {
        return entry.event()
                .map(event ->
                        event instanceof OfAlert ofAlert && ofAlert.alertId().equals(alert))
                .orElseGet(() -> entry.json().contains(alert.toString()));
    }

    private static Stream<Delivery> delivery(LogEntry entry) {
        return entry.event().stream().flatMap(event -> {
            if (event instanceof Delivered delivered) {
                return Stream.of(Delivery.of(delivered));
            }
            return event instanceof DeliveryFailed failed ? Stream.of(Delivery.of(failed)) : Stream.empty();
        });
    }

    private static List<Delivery> latest(Collection<Delivery> deliveries) {
        List<Delivery> latest = new ArrayList<>();
        deliveries.stream().sorted(Comparator.comparing(Delivery::at)).forEach(delivery -> {
            latest.removeIf(delivery::sameNotice);
            latest.add(delivery);
        });
        return List.copyOf(latest);
    }
}

package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A log of random alerts that goes on, and a history that follows it, at once or some events behind. */
final class GrowingHistory implements AlertLog {

    private static final List<String> SUMMARIES =
            List.of("is down", "is back soon", "IS DOWN again", "no handshake", "x");

    private final Random random;
    private final HistoryConsumer consumer;
    private final int maxLag;
    private final TestEvents events = new TestEvents();
    private final Map<UUID, Alert> alerts = new LinkedHashMap<>();
    private final List<LogEntry> notTaken = new ArrayList<>();
    private final List<Consumer<Alert>> listeners = new ArrayList<>();

    /** @param maxLag how many events the history may be behind */
    GrowingHistory(Random random, HistoryConsumer consumer, int maxLag) {
        this.random = random;
        this.consumer = consumer;
        this.maxLag = maxLag;
    }

    /** As the log has them. */
    Collection<Alert> alerts() {
        return List.copyOf(alerts.values());
    }

    /** Who hears of each alert as it is after an event. */
    void onChange(Consumer<Alert> listener) {
        listeners.add(listener);
    }

    /** Some events happen, and the history takes some. */
    void goOn(int count) {
        List<AlertEvent> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OfAlert event = event();
            Alert changed = event instanceof Raised raised
                    ? AlertLifecycle.begin(raised)
                    : AlertLifecycle.apply(alerts.get(event.alertId()), event);
            alerts.put(changed.id(), changed);
            some.add(event);
            listeners.forEach(listener -> listener.accept(changed));
        }
        notTaken.addAll(events.append(some.toArray(AlertEvent[]::new)));
        int taken = maxLag == 0
                ? notTaken.size()
                : Math.min(notTaken.size(), Math.max(random.nextInt(count + 1), notTaken.size() - maxLag));
        if (taken > 0) {
            take(taken);
        }
    }

    private void take(int count) {
        try {
            consumer.accept(List.copyOf(notTaken.subList(0, count)));
        } catch (NotTakenException e) {
            throw new IllegalStateException(e);
        }
        notTaken.subList(0, count).clear();
    }

    private OfAlert event() {
        List<Alert> open = alerts.values().stream().filter(Alert::isOpen).toList();
        if (open.isEmpty() || random.nextInt(3) == 0) {
            return raised();
        }
        Alert alert = open.get(random.nextInt(open.size()));
        return switch (random.nextInt(4)) {
            case 0 -> new Recurred(events.id(), alert.id(), NOON, one(SUMMARIES));
            case 1 -> new Acknowledged(events.id(), alert.id(), NOON, "karaf", Optional.empty());
            case 2 -> new Unacknowledged(events.id(), alert.id(), NOON, "karaf", Optional.empty());
            default -> new Resolved(events.id(), alert.id(), NOON, Optional.empty(), "over");
        };
    }

    private Raised raised() {
        String peer = "peer-" + random.nextInt(5);
        return new Raised(
                events.id(),
                events.id(),
                NOON.plusSeconds(random.nextInt(100)), // in no order, and many at one instant
                new AlertKey(
                        one(List.of(AlertKind.PEER_DOWN, AlertKind.PEER_NEVER, AlertKind.GATEWAY_UNREACHABLE)),
                        Optional.of(one(List.of("berlin", "tokyo"))),
                        Optional.of("wg0"),
                        Optional.of("key-of-" + peer)),
                one(List.of(Severity.values())),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(peer),
                one(SUMMARIES),
                List.of());
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @Override
    public OpenAlerts openAlerts() {
        return new OpenAlerts(alerts.values().stream().filter(Alert::isOpen).toList(), List.of(), List.of(), List.of());
    }

    @Override
    public List<Alert> notYetTakenBy(String consumerId, int limit) {
        Set<UUID> touched = new LinkedHashSet<>();
        notTaken.forEach(entry ->
                entry.event().map(OfAlert.class::cast).map(OfAlert::alertId).ifPresent(touched::add));
        return touched.stream().map(alerts::get).limit(limit).toList();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public Position append(List<AlertEvent> appended) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LogEntry> read(Position after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LogStatus status() {
        throw new UnsupportedOperationException();
    }
}

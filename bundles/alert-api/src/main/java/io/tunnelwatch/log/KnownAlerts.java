package io.tunnelwatch.log;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.OpenAlerts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tells a consumer of the log which alert an event is about: most events name it by its id only. It is told each event
 * once, in order, before the consumer has taken it. Holds the open alerts, and the latest ended ones, for their
 * deliveries come behind their end. Belongs to one thread.
 */
public final class KnownAlerts {

    /** How many ended alerts are remembered, and how many the log is asked for that were touched meanwhile. */
    private static final int ENDED = 1000;

    private static final int TOUCHED = 10_000;

    private final Supplier<Optional<AlertLog>> log;
    private final String consumerId;
    private final Map<UUID, Alert> known = new HashMap<>();
    /** Those that the log told of: they may have recurred already as the events that come say it. */
    private final Set<UUID> pictured = new HashSet<>();

    private final Map<UUID, Alert> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Alert> eldest) {
            return size() > ENDED;
        }
    };
    private boolean asked;

    /**
     * @param log absent while it is not there
     * @param consumerId the {@link AlertConsumer#id()} of who asks
     */
    public KnownAlerts(Supplier<Optional<AlertLog>> log, String consumerId) {
        this.log = log;
        this.consumerId = consumerId;
    }

    /** The log has told what is open, at a gap: what was known before is void. */
    public void restart(OpenAlerts openAlerts) {
        known.clear();
        pictured.clear();
        openAlerts.alerts().forEach(this::picture);
        asked = true;
    }

    /**
     * The alert as it stands behind this event. One whose beginning this was not told, and whose event is from before
     * it was asked for, may have recurred more often by then.
     *
     * @return empty for an event of a silence, and when nobody knows the alert any more
     */
    public Optional<Alert> after(AlertEvent event) {
        if (!asked) {
            ask();
        }
        if (event instanceof Raised raised) {
            pictured.remove(raised.alertId());
            known.put(raised.alertId(), AlertLifecycle.begin(raised));
            return Optional.of(known.get(raised.alertId()));
        }
        return event instanceof OfAlert ofAlert ? after(ofAlert) : Optional.empty();
    }

    private Optional<Alert> after(OfAlert event) {
        UUID id = event.alertId();
        Alert before = known.get(id);
        if (before == null) {
            return Optional.ofNullable(ended.get(id));
        }
        boolean isEnd = event instanceof Resolved;
        Alert alert = isPictured(before, event) ? before : AlertLifecycle.apply(before, event);
        if (isEnd) {
            known.remove(id);
            pictured.remove(id);
            ended.put(id, alert);
        } else {
            known.put(id, alert);
        }
        return Optional.of(alert);
    }

    /** Whether the picture shows it already. All else leads to the same, however often it is applied. */
    private boolean isPictured(Alert before, OfAlert event) {
        return event instanceof Recurred
                && pictured.contains(before.id())
                && !event.at().isAfter(before.lastSeenAt());
    }

    /** Once, for what was before: the alerts that are open, and those that the consumer's backlog is about. */
    private void ask() {
        log.get().ifPresent(present -> {
            present.openAlerts().alerts().forEach(this::picture);
            present.notYetTakenBy(consumerId, TOUCHED).forEach(this::picture);
            asked = true;
        });
    }

    private void picture(Alert alert) {
        if (known.putIfAbsent(alert.id(), alert) == null) {
            pictured.add(alert.id());
        }
    }
}

package io.tunnelwatch.alert;

import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.OfSilence;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Folds events, one after the other, to what is wrong now. It tells beforehand whether events fit ({@link #objection}),
 * and takes any event without complaint ({@link #apply}), so that a log with a hole in it folds too.
 *
 * <p>Not safe for threads: it belongs to whoever numbers the events.
 */
public final class OpenAlertsFold {

    private final Map<UUID, Alert> open = new LinkedHashMap<>();
    private final Map<AlertKey, UUID> openByKey = new HashMap<>();
    private final Map<UUID, Silence> silences = new LinkedHashMap<>();
    private final Map<UUID, List<Delivery>> deliveries = new HashMap<>();
    private final Map<AlertKey, OperatorResolution> operatorResolutions = new HashMap<>();

    /** Starts with nothing. */
    public OpenAlertsFold() {}

    /** Starts where a picture was taken. */
    public OpenAlertsFold(OpenAlerts picture) {
        picture.alerts().forEach(alert -> {
            open.put(alert.id(), alert);
            openByKey.put(alert.key(), alert.id());
        });
        picture.silences().forEach(silence -> silences.put(silence.id(), silence));
        picture.deliveries().forEach(this::remember);
        picture.operatorResolutions().forEach(resolution -> operatorResolutions.put(resolution.key(), resolution));
    }

    /** A picture of now. */
    public OpenAlerts picture() {
        List<Delivery> all = deliveries.values().stream().flatMap(List::stream).toList();
        return new OpenAlerts(open.values(), silences.values(), all, operatorResolutions.values());
    }

    /** The open alert with this id, as it stands now. */
    public Optional<Alert> find(UUID alertId) {
        return Optional.ofNullable(open.get(alertId));
    }

    /**
     * Why these events, applied in this order, no longer fit: raising what is open, resolving or acknowledging what is
     * not open, ending a silence that is not there. Empty when they fit. Deliveries always do: a notice may arrive
     * after the end of its alert.
     */
    public Optional<String> objection(List<AlertEvent> events) {
        return new Rehearsal().objection(events);
    }

    /** Takes an event in. One that does not fit changes nothing. */
    public void apply(AlertEvent event) {
        if (event instanceof Raised raised) {
            raise(raised);
        } else if (event instanceof Delivered delivered) {
            deliver(Delivery.of(delivered));
        } else if (event instanceof DeliveryFailed failed) {
            deliver(Delivery.of(failed));
        } else if (event instanceof OfAlert ofAlert) {
            change(ofAlert);
        } else if (event instanceof OfSilence ofSilence) {
            silence(ofSilence);
        }
    }

    private void raise(Raised raised) {
        if (open.containsKey(raised.alertId()) || openByKey.containsKey(raised.key())) {
            return;
        }
        Alert alert = AlertLifecycle.begin(raised);
        open.put(alert.id(), alert.withSilencedUntil(silencedUntil(alert, raised.at())));
        openByKey.put(alert.key(), alert.id());
        operatorResolutions.remove(alert.key());
    }

    private void change(OfAlert event) {
        Alert before = open.get(event.alertId());
        if (before == null) {
            return;
        }
        Alert after = AlertLifecycle.apply(before, event);
        if (after.isOpen()) {
            open.put(after.id(), after);
            return;
        }
        open.remove(after.id());
        openByKey.remove(after.key());
        deliveries.remove(after.id());
        if (event instanceof Resolved resolved && resolved.operator().isPresent()) {
            operatorResolutions.put(after.key(), new OperatorResolution(after.key(), after.id(), resolved.at()));
        }
    }

    private void deliver(Delivery delivery) {
        if (open.containsKey(delivery.alertId())) {
            remember(delivery);
        }
    }

    private void remember(Delivery delivery) {
        List<Delivery> known = deliveries.computeIfAbsent(delivery.alertId(), id -> new ArrayList<>(2));
        known.removeIf(delivery::sameNotice);
        known.add(delivery);
    }

    private void silence(OfSilence event) {
        if (event instanceof Silenced silenced) {
            silences.put(silenced.silenceId(), silenced.silence());
        } else if (event instanceof Unsilenced) {
            silences.remove(event.silenceId());
        }
        silences.values().removeIf(silence -> silence.isOver(event.at()));
        open.replaceAll((id, alert) -> alert.withSilencedUntil(silencedUntil(alert, event.at())));
    }

    private Optional<Instant> silencedUntil(Alert alert, Instant at) {
        return Silence.silencedUntil(alert, silences.values(), at);
    }

    /** Plays events through without changing the fold: only what they touch is kept beside it. */
    private final class Rehearsal {

        private final Map<UUID, Optional<Alert>> touched = new HashMap<>();
        private final Map<AlertKey, Optional<UUID>> touchedKeys = new HashMap<>();
        private final Map<UUID, Boolean> touchedSilences = new HashMap<>();

        Optional<String> objection(List<AlertEvent> events) {
            for (AlertEvent event : events) {
                Optional<String> objection = objection(event);
                if (objection.isPresent()) {
                    return objection;
                }
            }
            return Optional.empty();
        }

        private Optional<String> objection(AlertEvent event) {
            if (event instanceof Raised raised) {
                return objectionToRaise(raised);
            }
            if (event instanceof Delivered || event instanceof DeliveryFailed) {
                return Optional.empty();
            }
            if (event instanceof OfAlert ofAlert) {
                return objectionToChange(ofAlert);
            }
            return objectionToSilence((OfSilence) event);
        }

        private Optional<String> objectionToRaise(Raised raised) {
            Optional<UUID> openAlready =
                    touchedKeys.getOrDefault(raised.key(), Optional.ofNullable(openByKey.get(raised.key())));
            if (openAlready.isPresent()) {
                return Optional.of(raised.key() + " is open already, as alert " + openAlready.get());
            }
            if (alert(raised.alertId()).isPresent()) {
                return Optional.of("alert " + raised.alertId() + " is open already");
            }
            touched.put(raised.alertId(), Optional.of(AlertLifecycle.begin(raised)));
            touchedKeys.put(raised.key(), Optional.of(raised.alertId()));
            return Optional.empty();
        }

        private Optional<String> objectionToChange(OfAlert event) {
            Optional<Alert> before = alert(event.alertId());
            if (before.isEmpty()) {
                return Optional.of("alert " + event.alertId() + " is not open");
            }
            AlertState state = before.get().state();
            if (event instanceof Acknowledged && state == AlertState.ACKNOWLEDGED) {
                return Optional.of("alert " + event.alertId() + " is acknowledged already, by "
                        + before.get().acknowledgedBy().orElse("somebody"));
            }
            if (event instanceof Unacknowledged && state != AlertState.ACKNOWLEDGED) {
                return Optional.of("alert " + event.alertId() + " is not acknowledged");
            }
            Alert after = AlertLifecycle.apply(before.get(), event);
            touched.put(after.id(), Optional.of(after).filter(Alert::isOpen));
            if (!after.isOpen()) {
                touchedKeys.put(after.key(), Optional.empty());
            }
            return Optional.empty();
        }

        private Optional<String> objectionToSilence(OfSilence event) {
            boolean known = touchedSilences.getOrDefault(event.silenceId(), silences.containsKey(event.silenceId()));
            boolean begins = event instanceof Silenced;
            touchedSilences.put(event.silenceId(), begins);
            if (known == begins) {
                return Optional.of(
                        "silence " + event.silenceId() + (known ? " is there already" : " is not there, or is over"));
            }
            return Optional.empty();
        }

        private Optional<Alert> alert(UUID id) {
            return touched.getOrDefault(id, Optional.ofNullable(open.get(id)));
        }
    }
}

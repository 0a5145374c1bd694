package io.tunnelwatch.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is wrong at one moment: the open alerts, the silences, the deliveries that still matter. An immutable picture;
 * look-ups by id and key take constant time.
 */
public final class OpenAlerts {

    /** Nothing is wrong. */
    public static final OpenAlerts NONE = new OpenAlerts(List.of(), List.of(), List.of(), List.of());

    private final Map<UUID, Alert> byId;
    private final Map<AlertKey, Alert> byKey;
    private final List<Silence> silences;
    private final List<Delivery> deliveries;
    private final Map<AlertKey, OperatorResolution> operatorResolutions;

    /**
     * @param alerts the open ones, in the order in which they were raised
     * @param silences those that have not been ended by an operator; some may be over by the clock
     * @param deliveries of the open alerts, one for each alert, channel and notice
     * @param operatorResolutions one for each key whose latest alert an operator resolved
     */
    public OpenAlerts(
            Collection<Alert> alerts,
            Collection<Silence> silences,
            Collection<Delivery> deliveries,
            Collection<OperatorResolution> operatorResolutions) {
        this.byId = new LinkedHashMap<>(alerts.size() * 2);
        this.byKey = new HashMap<>(alerts.size() * 2);
        alerts.forEach(alert -> {
            byId.put(alert.id(), alert);
            byKey.put(alert.key(), alert);
        });
        this.silences = List.copyOf(silences);
        this.deliveries = List.copyOf(deliveries);
        this.operatorResolutions = new HashMap<>();
        operatorResolutions.forEach(resolution -> this.operatorResolutions.put(resolution.key(), resolution));
    }

    /** The open alerts in the order in which they were raised. */
    public List<Alert> alerts() {
        return new ArrayList<>(byId.values());
    }

    /** The open alert with this id. */
    public Optional<Alert> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The open alert about this. */
    public Optional<Alert> find(AlertKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The silences that no operator has ended; some may be over by the clock. */
    public List<Silence> silences() {
        return silences;
    }

    /** What channels did with the notices of the open alerts. */
    public List<Delivery> deliveries() {
        return deliveries;
    }

    /** Every key whose latest alert an operator resolved. */
    public Collection<OperatorResolution> operatorResolutions() {
        return List.copyOf(operatorResolutions.values());
    }

    /**
     * Whether the latest alert about this was resolved by an operator. Who sees the trouble go on since then raises
     * nothing, until it has ended once.
     */
    public boolean isResolvedByOperator(AlertKey key) {
        return operatorResolutions.containsKey(key);
    }
}

package io.tunnelwatch.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong at one moment: the open alerts, the silences, the deliveries that still matter. An immutable picture;
 * look-ups by id and key take constant time, but for the first one.
 */
public final class OpenAlerts {

    /** Nothing is wrong. */
    public static final OpenAlerts NONE = new OpenAlerts(List.of(), List.of(), List.of(), List.of());

    private final List<Alert> alerts;
    private final List<Silence> silences;
    private final List<Delivery> deliveries;
    private final Map<AlertKey, OperatorResolution> operatorResolutions;

    // made by who first looks something up: the log takes a picture after each change, and most are only listed
    private volatile @Nullable Map<UUID, Alert> byId;
    private volatile @Nullable Map<AlertKey, Alert> byKey;

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
        this.alerts = List.copyOf(alerts);
        this.silences = List.copyOf(silences);
        this.deliveries = List.copyOf(deliveries);
        this.operatorResolutions = new HashMap<>();
        operatorResolutions.forEach(resolution -> this.operatorResolutions.put(resolution.key(), resolution));
    }

    /** The open alerts in the order in which they were raised. */
    public List<Alert> alerts() {
        return alerts;
    }

    /** The open alert with this id. */
    public Optional<Alert> find(UUID id) {
        Map<UUID, Alert> index = byId;
        if (index == null) {
            index = index(Alert::id);
            byId = index;
        }
        return Optional.ofNullable(index.get(id));
    }

    /** The open alert about this. */
    public Optional<Alert> find(AlertKey key) {
        Map<AlertKey, Alert> index = byKey;
        if (index == null) {
            index = index(Alert::key);
            byKey = index;
        }
        return Optional.ofNullable(index.get(key));
    }

    /** The silences that no operator has ended; some may be over by the clock. */
    public List<Silence> silences() {
        return silences;
    }

    /** The silences that hold at this time or are yet to come, the first to end first. */
    public List<Silence> silences(Instant now) {
        return silences.stream()
                .filter(silence -> !silence.isOver(now))
                .sorted(Comparator.comparing(
                        silence -> silence.window(now).orElseThrow().end()))
                .toList();
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

    private <K> Map<K, Alert> index(Function<Alert, K> key) {
        Map<K, Alert> index = new HashMap<>(alerts.size() * 2);
        alerts.forEach(alert -> index.put(key.apply(alert), alert));
        return index;
    }
}

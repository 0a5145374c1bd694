package io.tunnelwatch.opennms.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.OpenAlerts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opennms.integration.api.v1.model.Alarm;
import org.opennms.integration.api.v1.model.InMemoryEvent;
import org.opennms.integration.api.v1.model.Severity;

/** What is open here against what is an alarm there. */
final class Comparison {

    /** Longer than an event is under way: what is younger may just not have arrived. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(5);

    private Comparison() {}

    /**
     * The events that make them the same.
     *
     * @param alarms all that OpenNMS has
     */
    static List<InMemoryEvent> of(List<Alarm> alarms, OpenAlerts open, Instant now) {
        Set<UUID> there = alarms.stream()
                .filter(alarm -> alarm.getSeverity() != Severity.CLEARED)
                .map(alarm -> Optional.ofNullable(alarm.getReductionKey()).flatMap(Uei::alertOf))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        Stream<InMemoryEvent> missing = open.alerts().stream()
                .filter(alert -> !there.contains(alert.id()))
                .filter(alert -> alert.lastSeenAt().isBefore(now.minus(UNDER_WAY)))
                .map(EventWriter::stillOpen);
        Set<UUID> here = open.alerts().stream().map(Alert::id).collect(Collectors.toSet());
        Stream<InMemoryEvent> over =
                there.stream().filter(alert -> !here.contains(alert)).map(alert -> EventWriter.over(alert, now));
        return Stream.of(missing, over).flatMap(Function.identity()).toList();
    }
}

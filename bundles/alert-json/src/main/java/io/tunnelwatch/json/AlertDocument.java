package io.tunnelwatch.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.util.List;
import java.util.Optional;

/**
 * One alert as JSON: its fields, and beside them its time line, its deliveries, and how the history was.
 *
 * @param history absent when its bundle is
 */
public record AlertDocument(
        @JsonUnwrapped AlertView alert,
        List<Entry> timeline,
        List<Delivery> deliveries,
        Optional<StoreHealth> history) {

    public AlertDocument {
        timeline = List.copyOf(timeline);
        deliveries = List.copyOf(deliveries);
    }

    /** @param event as it stands in the log */
    public record Entry(Position position, @JsonRawValue String event) {

        static Entry of(LogEntry entry) {
            return new Entry(entry.position(), entry.json());
        }
    }

    /** The document of an alert. */
    public static AlertDocument of(
            ListedAlert listed, List<LogEntry> timeline, List<Delivery> deliveries, Optional<StoreHealth> history) {
        return new AlertDocument(
                AlertView.of(listed), timeline.stream().map(Entry::of).toList(), deliveries, history);
    }
}

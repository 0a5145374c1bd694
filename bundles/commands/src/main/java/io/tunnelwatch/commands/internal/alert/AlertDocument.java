package io.tunnelwatch.commands.internal.alert;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.json.AlertView;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.util.List;
import java.util.Optional;

/** One alert as JSON: its fields, and beside them its time line, its deliveries, and how the history was. */
record AlertDocument(
        @JsonUnwrapped AlertView alert,
        List<Entry> timeline,
        List<Delivery> deliveries,
        Optional<StoreHealth> history) {

    /** @param event as it stands in the log */
    record Entry(Position position, @JsonRawValue String event) {

        static Entry of(LogEntry entry) {
            return new Entry(entry.position(), entry.json());
        }
    }

    static AlertDocument of(ListedAlert listed, AlertDetails details) {
        return new AlertDocument(
                AlertView.of(listed),
                details.timeline().stream().map(Entry::of).toList(),
                details.deliveries(),
                details.history());
    }
}

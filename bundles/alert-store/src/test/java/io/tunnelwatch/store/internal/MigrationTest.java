package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.store.internal.database.Schema;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.query.AlertPages;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history whose tables are of an older version is brought up to date, with its rows. */
class MigrationTest {

    private static final int ALERTS = 900; // more than one block of numbers

    @TempDir
    Path directory;

    private final TestEvents log = new TestEvents();

    @Test
    void theAlertsOfVersionTwoAreFoundByTheirText() throws Exception {
        Path file = directory.resolve("alerts.db");
        List<Alert> before;
        try (TestDatabase database = new TestDatabase(file)) {
            HistoryConsumer consumer = consumer(database);
            consumer.position();
            List<AlertEvent> events = new ArrayList<>();
            for (int i = 0; i < ALERTS; i++) {
                events.add(log.raised("peer" + i, NOON.plusSeconds(i * 7 % 1000)));
            }
            consumer.accept(log.append(events.toArray(AlertEvent[]::new)));
            before = list(database, AlertFilter.ALL);
        }
        toVersionTwo(file);

        try (TestDatabase database = new TestDatabase(file)) {
            HistoryConsumer consumer = consumer(database);
            assertThat(consumer.position()).isEqualTo(new ConsumerPosition.After(log.positionOf(ALERTS)));

            assertThat(database.ask("SELECT MAX(version) FROM schema_version"))
                    .containsExactly(String.valueOf(Schema.VERSION));
            assertThat(list(database, AlertFilter.ALL)).isEqualTo(before);
            for (String text : List.of("peer7", "PEER899", "is down", "no such text")) {
                AlertFilter filter = text(text);
                assertThat(list(database, filter))
                        .as(text)
                        .isEqualTo(before.stream().filter(filter::matches).toList());
            }
            consumer.accept(log.append(log.raised("newcomer", NOON)));
            assertThat(list(database, text("newcomer"))).hasSize(1);
            assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
        }
    }

    private static void toVersionTwo(Path file) throws Exception {
        TestDatabase.make(
                file,
                "DROP TRIGGER alert_text_update",
                "DROP TRIGGER alert_text_delete",
                "DROP VIEW alert_searched",
                "DROP TABLE alert_text_term",
                "DROP TABLE alert_text",
                "DROP TABLE alert_text_block",
                "DROP TABLE alert_text_changed",
                "DROP INDEX alert_by_text_id",
                "DROP INDEX alert_without_text_id",
                "ALTER TABLE alert DROP COLUMN text_id",
                "DROP INDEX alert_by_kind",
                "DROP INDEX alert_by_severity",
                "DROP INDEX alert_by_gateway_kind",
                "ALTER TABLE silence DROP COLUMN days",
                "ALTER TABLE silence DROP COLUMN local_time",
                "ALTER TABLE silence DROP COLUMN zone",
                "ALTER TABLE silence DROP COLUMN until_at",
                "ALTER TABLE silence DROP COLUMN last_sequence",
                "DROP INDEX alert_over_days",
                "DROP INDEX alert_imported",
                "ALTER TABLE alert DROP COLUMN imported_from",
                "ALTER TABLE alert DROP COLUMN imported_row",
                "ALTER TABLE alert DROP COLUMN imported_at",
                "DELETE FROM schema_version WHERE version > 2");
    }

    private static HistoryConsumer consumer(TestDatabase database) {
        return TestStore.consumer(database, new HealthMonitor(InstantSource.system()));
    }

    private static List<Alert> list(TestDatabase database, AlertFilter filter) {
        return new AlertPages(database).list(filter, PageRequest.first(1000)).alerts();
    }

    private static AlertFilter text(String text) {
        return new AlertFilter(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text));
    }
}

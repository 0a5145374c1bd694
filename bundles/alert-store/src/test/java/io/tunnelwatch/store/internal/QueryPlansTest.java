package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.query.AlertPages;
import io.tunnelwatch.store.internal.query.HistoryQueries;
import io.tunnelwatch.store.internal.query.OpenRows;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which index SQLite walks for each question, as OpenJPA asks it: a table of a million rows is never read whole. */
class QueryPlansTest {

    private static final Set<String> NONE = Set.of();

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = new TestDatabase(directory.resolve("alerts.db"));
        HistoryConsumer consumer = TestStore.consumer(database, new HealthMonitor(InstantSource.system()));
        assertThat(consumer.position()).isEqualTo(new ConsumerPosition.Oldest());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theNewestAndThosePagesBehindThemWalkTheIndexOfTime() throws Exception {
        assertThat(plans(AlertFilter.ALL, Optional.empty())).allMatch(walks("alert_by_time"));
        assertThat(plans(AlertFilter.ALL, Optional.of(new PageCursor(NOON, UUID.randomUUID()))))
                .allMatch(walks("alert_by_time"));
        AlertFilter rare = filter(Set.of(), Set.of(AlertKind.PEER_FLAPPING), NONE, NONE, Optional.of("x"));
        assertThat(plans(rare, Optional.empty())).allMatch(walks("alert_by_time"));
    }

    @Test
    void aPeerWalksTheIndexesOfNameAndKeyAndNeverSorts() throws Exception {
        Set<String> gateways = Set.of("berlin");
        for (AlertFilter filter : List.of(
                filter(Set.of(), Set.of(), NONE, Set.of("ada"), Optional.empty()),
                filter(Set.of(AlertState.RESOLVED), Set.of(), gateways, Set.of("ada"), Optional.of("x")))) {
            assertThat(plans(filter, Optional.empty()))
                    .hasSize(2)
                    .anyMatch(walks("alert_by_peer_name"))
                    .anyMatch(walks("alert_by_peer_key"))
                    .noneMatch(plan -> plan.contains("TEMP B-TREE"));
        }
    }

    @Test
    void aGatewayWalksItsIndexAndNeverSorts() throws Exception {
        for (AlertFilter filter : List.of(
                filter(Set.of(), Set.of(), Set.of("berlin", "tokyo"), NONE, Optional.empty()),
                filter(
                        Set.of(AlertState.RESOLVED),
                        Set.of(AlertKind.PEER_DOWN),
                        Set.of("berlin"),
                        NONE,
                        Optional.of("x")))) {
            assertThat(plans(filter, Optional.empty()).stream().filter(plan -> !plan.contains("COVERING")))
                    .isNotEmpty()
                    .allMatch(walks("alert_by_gateway"))
                    .noneMatch(plan -> plan.contains("TEMP B-TREE"));
        }
    }

    @Test
    void theOpenOnesWalkTheIndexOfTheOpen() throws Exception {
        for (AlertFilter filter : List.of(
                AlertFilter.OPEN,
                filter(Set.of(AlertState.OPEN), Set.of(), Set.of("berlin"), Set.of("ada"), Optional.of("x")))) {
            assertThat(plans(filter, Optional.empty())).hasSize(1).allMatch(walks("alert_open"));
        }
        assertThat(database.plansOf(() -> database.required(em -> OpenRows.all(em))))
                .hasSize(1)
                .allMatch(walks("alert_open"));
    }

    @Test
    void oneAlertAndWhatBelongsToItAreFoundByIndexes() throws Exception {
        UUID id = UUID.randomUUID();
        List<String> plans = new ArrayList<>();
        plans.addAll(database.plansOf(() -> database.required(em -> HistoryQueries.find(em, id))));
        plans.addAll(database.plansOf(() -> database.required(em -> HistoryQueries.findByIdPrefix(em, "01a2", 5))));
        plans.addAll(database.plansOf(() -> database.required(em -> HistoryQueries.timeline(em, id, 100))));
        plans.addAll(database.plansOf(() -> database.required(em -> HistoryQueries.deliveries(em, id))));

        assertThat(plans).hasSize(4).allMatch(plan -> plan.startsWith("SEARCH"));
        assertThat(plans).noneMatch(plan -> plan.contains("TEMP B-TREE"));
    }

    private List<String> plans(AlertFilter filter, Optional<PageCursor> after) throws Exception {
        AlertPages pages = new AlertPages(database);
        return database.plansOf(() -> pages.list(filter, new PageRequest(50, after)));
    }

    private static Predicate<String> walks(String index) {
        return plan -> plan.contains("INDEX " + index + " ") || plan.endsWith("INDEX " + index);
    }

    private static AlertFilter filter(
            Set<AlertState> states,
            Set<AlertKind> kinds,
            Set<String> gateways,
            Set<String> peers,
            Optional<String> text) {
        return new AlertFilter(
                states, kinds, Set.of(), gateways, peers, Optional.of(NOON), Optional.of(NOON.plusSeconds(9)), text);
    }
}

package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.query.AlertPages;
import io.tunnelwatch.store.internal.query.OpenRows;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which index SQLite walks for which filter; that it walks one for every statement is in {@link EveryPlanTest}. */
class QueryPlansTest {

    private static final Set<String> NONE = Set.of();
    private static final String SORTS = "TEMP B-TREE";

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
        assertWalks("alert_by_time", AlertFilter.ALL);
        assertWalks("alert_by_time", AlertFilter.ALL.withStates(Set.of(AlertState.RESOLVED)));
        assertWalks("alert_by_time", filter(Set.of(), Set.of(), Set.of(), NONE, NONE, Optional.of("xy")));
        assertThat(plans(AlertFilter.ALL, Optional.of(new PageCursor(NOON, UUID.randomUUID()))))
                .containsExactly("SEARCH a USING INDEX alert_by_time ((raised_at,id)>(?,?) AND (raised_at,id)<(?,?))");
    }

    @Test
    void aPeerWalksTheIndexesOfNameAndKey() throws Exception {
        Set<String> gateways = Set.of("berlin");
        for (AlertFilter filter : List.of(
                filter(Set.of(), Set.of(), Set.of(), NONE, Set.of("ada"), Optional.empty()),
                filter(Set.of(AlertState.RESOLVED), Set.of(), Set.of(), gateways, Set.of("ada"), Optional.of("xyz")))) {
            assertThat(plans(filter, Optional.empty()))
                    .anyMatch(plan -> plan.contains("INDEX alert_by_peer_name (peer_name=? AND "))
                    .anyMatch(plan -> plan.contains("INDEX alert_by_peer_key (peer_key=? AND "))
                    .noneMatch(plan -> plan.contains(SORTS));
        }
    }

    @Test
    void aColumnWalksItsIndex() throws Exception {
        Set<AlertKind> kinds = Set.of(AlertKind.PEER_DOWN);
        assertWalks("alert_by_gateway", filter(Set.of(), Set.of(), Set.of(), Set.of("a", "b"), NONE, Optional.empty()));
        assertWalks("alert_by_kind", filter(Set.of(), kinds, Set.of(), NONE, NONE, Optional.empty()));
        assertWalks(
                "alert_by_severity", filter(Set.of(), Set.of(), Set.of(Severity.INFO), NONE, NONE, Optional.empty()));
        assertWalks("alert_by_kind", filter(Set.of(), kinds, Set.of(Severity.INFO), NONE, NONE, Optional.empty()));
        assertWalks(
                "alert_by_gateway_kind",
                filter(Set.of(), Set.of(), Set.of(Severity.INFO), Set.of("a"), NONE, Optional.empty()));
        assertWalks("alert_by_gateway_kind", filter(Set.of(), kinds, Set.of(), Set.of("a"), NONE, Optional.empty()));
    }

    @Test
    void theOpenOnesWalkTheIndexOfTheOpen() throws Exception {
        for (AlertFilter filter : List.of(
                AlertFilter.OPEN,
                filter(
                        Set.of(AlertState.OPEN),
                        Set.of(),
                        Set.of(),
                        Set.of("berlin"),
                        Set.of("ada"),
                        Optional.of("xyz")))) {
            assertWalks("alert_open", filter);
        }
        assertThat(database.plansOf(() -> database.required(OpenRows::all)))
                .allMatch(plan -> plan.startsWith("SEARCH a USING INDEX alert_open "));
    }

    @Test
    void aTextIsFoundByTheFullTextTable() throws Exception {
        for (AlertFilter filter : List.of(
                filter(Set.of(), Set.of(), Set.of(), NONE, NONE, Optional.of("xyz")),
                filter(
                        Set.of(),
                        Set.of(AlertKind.PEER_DOWN),
                        Set.of(Severity.INFO),
                        Set.of("berlin"),
                        NONE,
                        Optional.of("xyz")))) {
            assertThat(plans(filter, Optional.empty()))
                    .anyMatch(plan -> plan.contains("INDEX alert_text_block_by_time"))
                    .noneMatch(plan -> plan.contains("INDEX alert_by_") && !plan.contains("INDEX alert_by_text_id"));
        }
    }

    private void assertWalks(String index, AlertFilter filter) throws Exception {
        assertThat(plans(filter, Optional.empty()))
                .isNotEmpty()
                .allMatch(plan -> plan.contains("INDEX " + index + " ("))
                .noneMatch(plan -> plan.contains(SORTS));
    }

    private List<String> plans(AlertFilter filter, Optional<PageCursor> after) throws Exception {
        AlertPages pages = new AlertPages(database);
        return database.plansOf(() -> pages.list(filter, new PageRequest(50, after)));
    }

    private static AlertFilter filter(
            Set<AlertState> states,
            Set<AlertKind> kinds,
            Set<Severity> severities,
            Set<String> gateways,
            Set<String> peers,
            Optional<String> text) {
        return new AlertFilter(
                states, kinds, severities, gateways, peers, Optional.of(NOON), Optional.of(NOON.plusSeconds(9)), text);
    }
}

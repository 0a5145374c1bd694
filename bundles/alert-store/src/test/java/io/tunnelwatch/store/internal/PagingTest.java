package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertListing;
import io.tunnelwatch.history.AlertListing.Listing;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.query.AlertPages;
import io.tunnelwatch.store.internal.query.SliceSizes;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as {@code alert:list} shows them, of every combination of filters, while alerts come, change and end. */
class PagingTest {

    private static final int ALERTS = 400;

    /** What of a filter may be asked for. */
    private enum Part {
        STATES,
        KINDS,
        SEVERITIES,
        GATEWAYS,
        PEERS,
        SINCE,
        UNTIL,
        TEXT
    }

    @TempDir
    Path directory;

    private final Random random = new Random(3);
    private TestDatabase database;
    private HistoryConsumer consumer;

    @BeforeEach
    void open() throws Exception {
        database = new TestDatabase(directory.resolve("alerts.db"));
        consumer = TestStore.consumer(database, new HealthMonitor(InstantSource.system()));
        consumer.position();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void upToThreePartsOfAFilterMeanTogetherWhatTheyMean() {
        GrowingHistory log = new GrowingHistory(random, consumer, 0);
        log.goOn(3 * ALERTS);
        AlertListing listing = listing(log, database);
        int found = 0;
        for (Part one : Part.values()) {
            for (Part other : Part.values()) {
                for (Part third : Part.values()) {
                    AlertFilter filter = filter(EnumSet.of(one, other, third));
                    List<Alert> expected = log.alerts().stream()
                            .filter(filter::matches)
                            .sorted(PageCursor.ORDER)
                            .toList();
                    assertThat(all(listing, filter, () -> {})).as("%s", filter).isEqualTo(expected);
                    found += expected.size();
                }
            }
        }
        assertThat(found).isGreaterThan(10_000);
    }

    /** @param maxLag how many events the history is behind the log */
    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void noAlertIsThereTwiceAndNoneIsMissingOfThoseThatWereThereAndStillMatch(int maxLag) {
        GrowingHistory log = new GrowingHistory(random, consumer, maxLag);
        log.goOn(ALERTS / 2);
        AlertListing listing = listing(log, meanwhile(log));
        Set<UUID> expected = new HashSet<>();
        Set<AlertFilter> asked = new HashSet<>();
        Set<Alert> seen = new HashSet<>();
        log.onChange(alert -> {
            seen.add(alert);
            if (!asked.stream().allMatch(filter -> filter.matches(alert))) {
                expected.remove(alert.id());
            }
        });
        int found = 0;
        for (int i = 0; i < 60; i++) {
            AlertFilter filter = filter(some(List.of(Part.values())));
            asked.clear();
            asked.add(filter);
            expected.clear();
            seen.clear();
            seen.addAll(log.alerts());
            log.alerts().stream().filter(filter::matches).map(Alert::id).forEach(expected::add);
            List<Alert> listed = all(listing, filter, () -> log.goOn(random.nextInt(2)));

            assertThat(seen)
                    .as("as the log had them, not as the history has them yet")
                    .containsAll(listed);
            assertThat(listed).as("%s", filter).allMatch(filter::matches);
            assertThat(listed).extracting(Alert::id).as("%s", filter).doesNotHaveDuplicates();
            assertThat(listed).extracting(Alert::id).as("%s", filter).containsAll(expected);
            assertThat(listed).isSortedAccordingTo(PageCursor.ORDER);
            found += expected.size();
        }
        assertThat(found).isGreaterThan(500);
    }

    private List<Alert> all(AlertListing listing, AlertFilter filter, Runnable betweenPages) {
        List<Alert> alerts = new ArrayList<>();
        Optional<PageCursor> after = Optional.empty();
        do {
            Listing page =
                    listing.list(filter, new PageRequest(1 + random.nextInt(random.nextBoolean() ? 4 : 90), after));
            page.alerts().stream().map(ListedAlert::alert).forEach(alerts::add);
            after = page.next();
            betweenPages.run();
        } while (after.isPresent());
        return alerts;
    }

    private AlertListing listing(GrowingHistory log, Transactions transactions) {
        AlertHistory history = (AlertHistory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AlertHistory.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "list" -> new AlertPages(transactions, new SliceSizes(1 + random.nextInt(40), 200))
                            .list((AlertFilter) arguments[0], (PageRequest) arguments[1]);
                    case "health" -> StoreHealth.available(NOON);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return new AlertListing(Optional.of(log), Optional.of(history));
    }

    /** Something happens before each transaction, also in the middle of a page. */
    private Transactions meanwhile(GrowingHistory log) {
        return new Transactions() {
            @Override
            public boolean areThere() {
                return database.areThere();
            }

            @Override
            public void open() throws SQLException {
                database.open();
            }

            @Override
            public <R> R required(Function<EntityManager, R> work) {
                log.goOn(random.nextInt(3));
                return database.required(work);
            }
        };
    }

    private AlertFilter filter(Set<Part> parts) {
        return new AlertFilter(
                parts.contains(Part.STATES) ? atLeastOne(List.of(AlertState.values())) : Set.of(),
                parts.contains(Part.KINDS)
                        ? atLeastOne(List.of(AlertKind.PEER_DOWN, AlertKind.PEER_NEVER, AlertKind.LOG_PRESSURE))
                        : Set.of(),
                parts.contains(Part.SEVERITIES) ? atLeastOne(List.of(Severity.values())) : Set.of(),
                parts.contains(Part.GATEWAYS) ? atLeastOne(List.of("berlin", "tokyo", "paris")) : Set.of(),
                parts.contains(Part.PEERS)
                        ? atLeastOne(List.of("peer-1", "key-of-peer-1", "key-of-peer-2", "nobody"))
                        : Set.of(),
                parts.contains(Part.SINCE) ? Optional.of(time()) : Optional.empty(),
                parts.contains(Part.UNTIL) ? Optional.of(time()) : Optional.empty(),
                parts.contains(Part.TEXT)
                        ? Optional.of(one(
                                List.of("is down", "IS", "handshake", "er-3", "ber", "wg0", "x", "E", "zz", "nowhere")))
                        : Optional.empty());
    }

    private Instant time() {
        return NOON.plusSeconds(random.nextInt(100));
    }

    private <T> Set<T> atLeastOne(Collection<T> values) {
        Set<T> some = some(values);
        return some.isEmpty() ? Set.of(one(List.copyOf(values))) : some;
    }

    private <T> Set<T> some(Collection<T> values) {
        return values.stream().filter(value -> random.nextInt(3) == 0).collect(Collectors.toSet());
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}

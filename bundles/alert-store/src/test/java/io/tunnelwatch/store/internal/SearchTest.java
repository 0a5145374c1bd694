package io.tunnelwatch.store.internal;

import static io.tunnelwatch.store.internal.TestEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.query.AlertPages;
import io.tunnelwatch.store.internal.query.SliceSizes;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of random alerts by random filters are what {@link AlertFilter#matches} makes of all alerts. */
class SearchTest {

    /** Of which texts are made; few, so that texts are found. */
    private static final List<String> PIECES = List.of(
            "a",
            "A",
            "b",
            "is down",
            "Ä",
            "ä",
            "ß",
            "İ",
            "ı",
            "\uD83D\uDE00",
            "\"",
            "'",
            "%",
            "_",
            "\\",
            "\0",
            "\n",
            "*",
            "AND",
            " ",
            "(",
            "-1",
            "\uE00D");

    private static final int ALERTS = 3000; // several blocks of numbers

    @TempDir
    Path directory;

    private final Random random = new Random(11);
    private final TestEvents log = new TestEvents();
    private TestDatabase database;
    private HistoryConsumer consumer;

    @BeforeEach
    void open() throws Exception {
        database = new TestDatabase(directory.resolve("alerts.db"));
        consumer = TestStore.consumer(database, new HealthMonitor(InstantSource.system()));
        consumer.position();
        fill();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anyFilterFindsWhatItMatches() {
        List<Alert> all = all(AlertFilter.ALL, 1000);
        assertThat(all).hasSize(ALERTS);
        for (int i = 0; i < 300; i++) {
            AlertFilter filter = filter();
            assertThat(all(filter, 1 + random.nextInt(400)))
                    .as("%s", filter)
                    .isEqualTo(all.stream().filter(filter::matches).toList());
        }
    }

    @Test
    void aTextOfOneOrTwoLettersIsFoundTogetherWithEachOtherPart() {
        List<Alert> all = all(AlertFilter.ALL, 1000);
        int found = 0;
        for (String text :
                List.of("a", "AB", "bÄ", "Ä", "ä", "ß", "İ", "ı", "\uD83D\uDE00", "%", "_", "\"", "n\uE00D", "zz")) {
            for (Set<AlertKind> kinds : List.of(Set.<AlertKind>of(), Set.of(AlertKind.PEER_DOWN))) {
                for (Set<Severity> severities : List.of(Set.<Severity>of(), Set.of(Severity.INFO))) {
                    for (Set<String> gateways : List.of(Set.<String>of(), Set.of("tokyo"), Set.of("a", "paris"))) {
                        AlertFilter filter = new AlertFilter(
                                Set.of(),
                                kinds,
                                severities,
                                gateways,
                                Set.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(text));
                        List<Alert> expected =
                                all.stream().filter(filter::matches).toList();
                        assertThat(all(filter, 400)).as("%s", filter).isEqualTo(expected);
                        found += expected.size();
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(10_000);
    }

    @Test
    void aTextIsFoundInWhatRowsBecame() throws Exception {
        database.change("DELETE FROM alert WHERE rowid % 3 = 0");
        database.change("UPDATE alert SET summary = summary || ' was changed' WHERE rowid % 7 = 0");
        database.change("UPDATE alert SET severity = 'INFO' WHERE rowid % 11 = 0");
        database.change("UPDATE alert SET text_id = NULL WHERE rowid % 5 = 0"); // as if somebody else had written them
        database.change("VACUUM");
        assertFound();
        consumer.accept(log.append(log.raised("ada", NOON))); // takes in what somebody else wrote

        assertThat(database.ask("SELECT count(*) FROM alert_text_changed")).containsExactly("0");
        assertThat(database.ask("SELECT count(*) FROM alert WHERE text_id IS NULL"))
                .containsExactly("0");
        assertFound();
        assertThat(database.ask("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void theNumberOfADeletedAlertIsGivenAgain() throws Exception {
        database.change("DELETE FROM alert WHERE text_id > (SELECT MAX(text_id) FROM alert) - 5");
        database.change("UPDATE alert SET summary = summary || ' was changed' WHERE rowid % 7 = 0");
        fill(); // the first of them get the numbers of those that went

        assertFound();
        assertThat(database.ask("SELECT count(*) FROM alert WHERE text_id IS NULL"))
                .containsExactly("0");
    }

    private void assertFound() {
        for (Optional<String> text :
                List.of(Optional.of("was changed"), Optional.of("is down"), Optional.<String>empty())) {
            AlertFilter filter = new AlertFilter(
                    Set.of(),
                    Set.of(AlertKind.PEER_DOWN),
                    Set.of(Severity.INFO),
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    text);
            assertThat(all(filter, 100))
                    .isNotEmpty()
                    .isEqualTo(all(AlertFilter.ALL, 1000).stream()
                            .filter(filter::matches)
                            .toList());
        }
    }

    private void fill() throws Exception {
        List<AlertEvent> events = new ArrayList<>();
        for (int i = 0; i < ALERTS; i++) {
            // some long before, as from a damaged file; many at the same instant
            Instant at = NOON.plusSeconds(random.nextInt(20) == 0 ? -random.nextInt(5000) : i / 40);
            String gateway = one(List.of("berlin", "a", "tokyo"));
            Raised raised = new Raised(
                    log.id(),
                    log.id(),
                    at,
                    AlertKey.ofPeer(
                            one(List.of(AlertKind.PEER_DOWN, AlertKind.PEER_ADDED)), gateway, "wg0", "key" + i % 9),
                    one(List.of(Severity.values())),
                    random.nextBoolean() ? Optional.of(text(3)) : Optional.empty(),
                    text(4),
                    List.of());
            events.add(raised);
            if (random.nextInt(4) == 0) {
                events.add(new Recurred(log.id(), raised.alertId(), at.plusSeconds(1), text(4)));
            }
            if (random.nextInt(4) != 0) {
                events.add(log.ended(raised));
            }
        }
        consumer.accept(log.append(events.toArray(AlertEvent[]::new)));
    }

    private AlertFilter filter() {
        return new AlertFilter(
                some(List.of(AlertState.values())),
                some(List.of(AlertKind.PEER_DOWN, AlertKind.PEER_ADDED, AlertKind.LOG_PRESSURE)),
                some(List.of(Severity.values())),
                some(List.of("berlin", "a", "tokyo", "paris")),
                random.nextInt(4) == 0 ? some(List.of("key1", "key2", "aa")) : Set.of(),
                random.nextInt(4) == 0 ? Optional.of(NOON.plusSeconds(random.nextInt(90) - 20)) : Optional.empty(),
                random.nextInt(4) == 0 ? Optional.of(NOON.plusSeconds(random.nextInt(90) - 20)) : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(text(3)));
    }

    private <T> Set<T> some(Collection<T> values) {
        return random.nextInt(3) != 0
                ? Set.of()
                : values.stream().filter(value -> random.nextBoolean()).collect(Collectors.toSet());
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String text(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i >= 0; i--) {
            text.append(one(PIECES));
        }
        return text.toString();
    }

    private List<Alert> all(AlertFilter filter, int limit) {
        AlertPages pages = new AlertPages(database, new SliceSizes(1 + random.nextInt(99), 100 + random.nextInt(2000)));
        List<Alert> alerts = new ArrayList<>();
        Optional<PageCursor> after = Optional.empty();
        do {
            AlertPage page = pages.list(filter, new PageRequest(limit, after));
            alerts.addAll(page.alerts());
            after = page.next();
        } while (after.isPresent());
        return alerts;
    }
}

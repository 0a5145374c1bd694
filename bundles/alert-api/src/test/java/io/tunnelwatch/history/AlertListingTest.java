package io.tunnelwatch.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.AlertListing.Listing;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertListingTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final MemoryLog log = new MemoryLog();
    private final MemoryHistory history = new MemoryHistory();
    private final AlertListing listing = new AlertListing(Optional.of(log), Optional.of(history));

    @Test
    void whatIsOpenComesFromTheLogWithNoDatabaseAtAll() {
        history.health = sick();
        log.open.add(alert(1, AlertState.OPEN));
        log.pending.add(log.open.get(0));

        Listing open = listing.list(AlertFilter.OPEN, PageRequest.first(10));

        assertThat(open.alerts()).containsExactly(new ListedAlert(log.open.get(0), true));
        assertThat(open.history()).contains(history.health);
    }

    @Test
    void theHistoryIsMergedWithWhatItDoesNotHaveYet() {
        history.alerts.addAll(List.of(alert(1, AlertState.OPEN), alert(2, AlertState.RESOLVED)));
        Alert endedMeanwhile = alert(1, AlertState.RESOLVED);
        Alert raisedMeanwhile = alert(3, AlertState.OPEN);
        log.pending.addAll(List.of(endedMeanwhile, raisedMeanwhile));

        Listing all = listing.list(AlertFilter.ALL, PageRequest.first(10));

        assertThat(all.alerts())
                .containsExactly(
                        new ListedAlert(raisedMeanwhile, true),
                        new ListedAlert(alert(2, AlertState.RESOLVED), false),
                        new ListedAlert(endedMeanwhile, true));
        assertThat(all.history()).contains(history.health);
    }

    @Test
    void anAlertThatNoLongerMatchesIsLeftOutThoughTheHistoryStillThinksSo() {
        history.alerts.add(alert(1, AlertState.ACKNOWLEDGED));
        log.pending.add(alert(1, AlertState.RESOLVED));

        AlertFilter resolved = AlertFilter.ALL.withStates(Set.of(AlertState.RESOLVED));
        assertThat(listing.list(resolved, PageRequest.first(10)).alerts())
                .containsExactly(new ListedAlert(alert(1, AlertState.RESOLVED), true));
    }

    @Test
    void pagesFollowEachOtherWithoutAHoleAndWithoutARepetition() {
        for (int i = 1; i <= 7; i++) {
            (i % 3 == 0 ? log.pending : history.alerts).add(alert(i, AlertState.RESOLVED));
        }
        List<Alert> seen = new ArrayList<>();
        Optional<PageCursor> next = Optional.empty();
        do {
            Listing page = listing.list(AlertFilter.ALL, new PageRequest(2, next));
            assertThat(page.alerts()).hasSizeLessThanOrEqualTo(2);
            page.alerts().forEach(listed -> seen.add(listed.alert()));
            next = page.next();
        } while (next.isPresent());

        assertThat(seen)
                .extracting(alert -> alert.id().getLeastSignificantBits())
                .containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void aPageThatLostAnAlertToTheLogDoesNotReachBeyondThatOfTheHistory() {
        AlertFilter open = AlertFilter.ALL.withStates(Set.of(AlertState.OPEN, AlertState.RESOLVED));
        for (int i = 2; i <= 6; i++) {
            history.alerts.add(alert(i, AlertState.OPEN));
        }
        log.pending.add(alert(6, AlertState.ACKNOWLEDGED)); // no longer matches
        log.pending.add(alert(1, AlertState.OPEN)); // behind all others

        Listing first = listing.list(open, PageRequest.first(2));
        Listing second = listing.list(open, new PageRequest(9, first.next()));

        assertThat(first.alerts()).extracting(ListedAlert::alert).containsExactly(alert(5, AlertState.OPEN));
        assertThat(second.alerts())
                .extracting(listed -> listed.alert().id().getLeastSignificantBits())
                .containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    void withoutTheHistoryAFullListShowsWhatTheLogKnows() {
        history.health = sick();
        log.open.add(alert(1, AlertState.OPEN));
        log.pending.add(alert(2, AlertState.RESOLVED));

        Listing all = listing.list(AlertFilter.ALL, PageRequest.first(10));

        assertThat(all.alerts()).hasSize(2);
        assertThat(all.history()).contains(history.health);
    }

    @Test
    void whoAsksForACompleteListIsToldThatTheHistoryDoesNotAnswer() {
        history.health = sick();
        log.open.add(alert(1, AlertState.OPEN));

        assertThatThrownBy(() -> listing.listComplete(AlertFilter.ALL, PageRequest.first(10)))
                .isInstanceOf(HistoryUnavailableException.class);
        assertThat(listing.listComplete(AlertFilter.OPEN, PageRequest.first(10)).alerts())
                .extracting(ListedAlert::alert)
                .containsExactly(log.open.get(0));
        assertThat(listing.needsLogOnly(AlertFilter.ALL)).isFalse();
        assertThat(listing.needsLogOnly(AlertFilter.OPEN)).isTrue();
        assertThat(new AlertListing(Optional.empty(), Optional.of(history)).needsLogOnly(AlertFilter.OPEN))
                .isFalse();
    }

    @Test
    void aHistoryThatIsFarBehindHasNoCompleteList() {
        IntStream.range(0, AlertListing.MAX_PENDING - 1)
                .mapToObj(number -> alert(number, AlertState.OPEN))
                .forEach(log.pending::add);
        assertThat(listing.pendingAlerts()).isEqualTo(AlertListing.MAX_PENDING - 1);
        assertThat(listing.listComplete(AlertFilter.ALL, PageRequest.first(10)).alerts())
                .hasSize(10);

        log.pending.add(alert(-1, AlertState.OPEN));

        assertThatThrownBy(() -> listing.listComplete(AlertFilter.ALL, PageRequest.first(10)))
                .isInstanceOf(HistoryBehindException.class)
                .hasMessageContaining("10000 alerts or more");
        assertThat(listing.list(AlertFilter.ALL, PageRequest.first(10)).alerts())
                .hasSize(10);
        assertThat(listing.listComplete(AlertFilter.OPEN, PageRequest.first(10)).alerts())
                .hasSize(10);
    }

    @Test
    void anIdIsFoundByItsBeginningInLogAndHistory() {
        history.alerts.add(alert(1, AlertState.RESOLVED));
        log.open.add(alert(2, AlertState.OPEN));

        assertThat(listing.findByIdPrefix("00000000-0000-0000", 10)).hasSize(2);
        assertThat(listing.findByIdPrefix(new UUID(0, 2).toString(), 10)).hasSize(1);
        history.health = sick();
        assertThat(listing.findByIdPrefix(new UUID(0, 2).toString(), 10)).hasSize(1);
        assertThatThrownBy(() -> listing.findByIdPrefix("ffff", 10)).isInstanceOf(HistoryUnavailableException.class);
    }

    @Test
    void aCursorSurvivesBeingWrittenAndRefusesWhatIsNone() {
        PageCursor cursor = PageCursor.of(alert(5, AlertState.OPEN));

        assertThat(PageCursor.parse(cursor.toString())).isEqualTo(cursor);
        assertThatThrownBy(() -> PageCursor.parse("nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nonsense' is not a cursor");
        assertThatThrownBy(() -> PageCursor.parse("***")).hasMessageContaining("'***' is not a cursor");
    }

    private static StoreHealth sick() {
        return new StoreHealth(StoreHealth.State.READONLY, NOON, Optional.of("read-only"), Optional.of("wait"));
    }

    private static Alert alert(int number, AlertState state) {
        Instant raisedAt = NOON.plusSeconds(number);
        return new Alert(
                new UUID(0, number),
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "gw1", "wg0", "key" + number),
                Severity.CRITICAL,
                state,
                Optional.empty(),
                "down",
                List.of(),
                1,
                raisedAt,
                raisedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static final class MemoryLog implements AlertLog {
        final List<Alert> open = new ArrayList<>();
        final List<Alert> pending = new ArrayList<>();

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public OpenAlerts openAlerts() {
            return new OpenAlerts(open, List.of(), List.of(), List.of());
        }

        @Override
        public List<Alert> notYetTakenBy(String consumerId, int limit) {
            assertThat(consumerId).isEqualTo(AlertHistory.CONSUMER_ID);
            return pending;
        }

        @Override
        public Position append(List<AlertEvent> events) {
            throw new AssertionError("A list changes nothing");
        }

        @Override
        public List<LogEntry> read(Position after, int limit) {
            throw new AssertionError("A list reads no events");
        }

        @Override
        public LogStatus status() {
            throw new AssertionError("A list needs no status");
        }
    }

    private static final class MemoryHistory implements AlertHistory {
        final List<Alert> alerts = new ArrayList<>();
        StoreHealth health = StoreHealth.available(NOON);

        @Override
        public AlertPage list(AlertFilter filter, PageRequest page) {
            answer();
            List<Alert> rest = alerts.stream()
                    .filter(filter::matches)
                    .filter(alert ->
                            page.after().map(place -> place.isBefore(alert)).orElse(true))
                    .sorted(PageCursor.ORDER)
                    .toList();
            List<Alert> shown = rest.stream().limit(page.limit()).toList();
            return new AlertPage(
                    shown,
                    rest.size() > shown.size()
                            ? Optional.of(PageCursor.of(shown.get(shown.size() - 1)))
                            : Optional.empty());
        }

        @Override
        public Optional<Alert> find(UUID id) {
            answer();
            return alerts.stream().filter(alert -> alert.id().equals(id)).findFirst();
        }

        @Override
        public List<Alert> findByIdPrefix(String prefix, int limit) {
            answer();
            return alerts.stream()
                    .filter(alert -> alert.id().toString().startsWith(prefix))
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<LogEntry> timeline(UUID alertId, int limit) {
            return List.of();
        }

        @Override
        public List<Delivery> deliveries(UUID alertId) {
            return List.of();
        }

        @Override
        public AlertStatistics statistics(StatisticsRequest request, Progress progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Strips strips(StripRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StoreHealth health() {
            return health;
        }

        @Override
        public StoreStatus status() {
            throw new AssertionError("A list needs no status");
        }

        private void answer() {
            if (!health.isAvailable()) {
                throw new HistoryUnavailableException(health);
            }
        }
    }
}

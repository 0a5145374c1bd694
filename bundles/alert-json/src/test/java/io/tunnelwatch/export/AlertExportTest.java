package io.tunnelwatch.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertListing;
import io.tunnelwatch.history.AlertPage;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.history.StripRequest;
import io.tunnelwatch.history.Strips;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is in an export of a history that changes meanwhile. */
class AlertExportTest {

    private static final int ALERTS = 2500;

    private final History history = new History();
    private final Log log = new Log();
    private final Collected collected = new Collected();
    private final AlertExport export =
            new AlertExport(new AlertListing(Optional.of(log), Optional.of(history)), AlertFilter.ALL);

    AlertExportTest() {
        IntStream.range(0, ALERTS).mapToObj(SampleAlerts::open).forEach(history.alerts::add);
    }

    @Test
    void everyAlertIsInItOnceTheLatestFirst() throws Exception {
        List<Long> heard = new ArrayList<>();

        long written = export.run(collected, (step, done, total) -> heard.add(Long.valueOf(step.split(" ")[0])));

        assertThat(written).isEqualTo(ALERTS);
        assertThat(collected.alerts)
                .isEqualTo(history.alerts.stream()
                        .sorted(PageCursor.ORDER)
                        .map(alert -> new ListedAlert(alert, false))
                        .toList());
        assertThat(collected.ended).isTrue();
        assertThat(heard).containsExactly(1000L, 2000L, 2500L);
    }

    @Test
    void aHistoryThatGrowsMeanwhileGivesNoAlertTwiceAndLosesNone() throws Exception {
        List<Alert> before = List.copyOf(history.alerts);
        for (int page = 0; page < 3; page++) {
            int first = ALERTS + page * 700;
            history.beforePages.add(() -> IntStream.range(first, first + 700)
                    .mapToObj(SampleAlerts::open)
                    .forEach(history.alerts::add));
        }

        export.run(collected, Progress.NONE);

        assertThat(collected.alerts).doesNotHaveDuplicates();
        assertThat(collected.alerts.stream().map(ListedAlert::alert)).containsAll(before);
    }

    @Test
    void whatIsPendingIsInItAlsoWhenTheHistoryTakesItMeanwhile() throws Exception {
        Alert early = SampleAlerts.open(-10);
        Alert late = SampleAlerts.open(ALERTS + 10);
        log.pending.addAll(List.of(early, late));
        history.beforePages.add(() -> {});
        history.beforePages.add(() -> {
            log.pending.clear();
            history.alerts.addAll(List.of(early, late));
        });

        export.run(collected, Progress.NONE);

        assertThat(collected.alerts).doesNotHaveDuplicates().hasSize(ALERTS + 2);
        assertThat(collected.alerts.get(0)).isEqualTo(new ListedAlert(late, true));
        assertThat(collected.alerts.get(ALERTS + 1)).isEqualTo(new ListedAlert(early, false));
    }

    @Test
    void aDatabaseThatFailsInTheMiddleIsNotTakenForTheEnd() {
        history.beforePages.add(() -> {});
        history.beforePages.add(() -> history.sick = true);
        log.open.add(SampleAlerts.open(-10));

        assertThatThrownBy(() -> export.run(collected, Progress.NONE)).isInstanceOf(HistoryUnavailableException.class);
        assertThat(collected.ended).isFalse();
    }

    @Test
    void whatIsOpenNeedsNoDatabase() throws Exception {
        history.sick = true;
        log.open.add(SampleAlerts.open(1));
        AlertListing listing = new AlertListing(Optional.of(log), Optional.of(history));

        new AlertExport(listing, AlertFilter.OPEN).run(collected, Progress.NONE);

        assertThat(collected.alerts).containsExactly(new ListedAlert(SampleAlerts.open(1), false));
    }

    @Test
    void anInterruptEndsItBeforeTheNextPage() {
        history.beforePages.add(() -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> export.run(collected, Progress.NONE)).isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(collected.alerts).hasSize(1000);
        assertThat(collected.ended).isFalse();
    }

    @Test
    void anInterruptThatTheHistoryMeetsIsNoFaultOfIt() {
        history.beforePages.add(() -> {
            Thread.currentThread().interrupt();
            history.sick = true;
        });

        assertThatThrownBy(() -> export.run(collected, Progress.NONE)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static final class Collected implements AlertWriter {

        private final List<ListedAlert> alerts = new ArrayList<>();
        private boolean ended;

        @Override
        public void write(ListedAlert alert) {
            alerts.add(alert);
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    /** One that changes between its pages. */
    private static final class History implements AlertHistory {

        private final List<Alert> alerts = new ArrayList<>();
        private final List<Runnable> beforePages = new ArrayList<>();
        private boolean sick;

        @Override
        public AlertPage list(AlertFilter filter, PageRequest page) {
            if (!beforePages.isEmpty()) {
                beforePages.remove(0).run();
            }
            if (sick) {
                throw new HistoryUnavailableException(health());
            }
            List<Alert> rest = alerts.stream()
                    .filter(filter::matches)
                    .filter(alert ->
                            page.after().map(place -> place.isBefore(alert)).orElse(true))
                    .sorted(PageCursor.ORDER)
                    .toList();
            List<Alert> part = rest.stream().limit(page.limit()).toList();
            return new AlertPage(
                    part,
                    part.size() < rest.size()
                            ? Optional.of(PageCursor.of(part.get(part.size() - 1)))
                            : Optional.empty());
        }

        @Override
        public StoreHealth health() {
            return new StoreHealth(
                    sick ? StoreHealth.State.MISSING : StoreHealth.State.AVAILABLE,
                    SampleAlerts.NOON,
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public Optional<Alert> find(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Alert> findByIdPrefix(String prefix, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<LogEntry> timeline(UUID alertId, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Delivery> deliveries(UUID alertId) {
            throw new UnsupportedOperationException();
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
        public StoreStatus status() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Log implements AlertLog {

        private final List<Alert> open = new ArrayList<>();
        private final List<Alert> pending = new ArrayList<>();

        @Override
        public OpenAlerts openAlerts() {
            return new OpenAlerts(open, List.of(), List.of(), List.of());
        }

        @Override
        public List<Alert> notYetTakenBy(String consumerId, int limit) {
            return List.copyOf(pending);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public Position append(List<AlertEvent> events) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<LogEntry> read(Position after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LogStatus status() {
            throw new UnsupportedOperationException();
        }
    }
}

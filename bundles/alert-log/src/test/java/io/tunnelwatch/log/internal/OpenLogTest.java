package io.tunnelwatch.log.internal;

import static io.tunnelwatch.log.internal.TestEvents.ended;
import static io.tunnelwatch.log.internal.TestEvents.ids;
import static io.tunnelwatch.log.internal.TestEvents.peer;
import static io.tunnelwatch.log.internal.TestEvents.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.log.AlertLogFullException;
import io.tunnelwatch.log.AlertLogUnavailableException;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.StaleStateException;
import io.tunnelwatch.log.internal.file.SegmentHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenLogTest {

    private static final Position BEGINNING = new Position(SegmentHeader.NO_EPOCH, 0);
    private static final int SEGMENT_BYTES = 64 << 10;

    @TempDir
    Path directory;

    private final FailingDisk disk = new FailingDisk();

    @Test
    void whatWasAppendedIsThereAfterTheNextOpening() throws Exception {
        Raised ada = raised("ada");
        Raised grace = raised("grace");
        Position first;
        try (OpenLog log = open()) {
            first = log.append(List.of(ada, grace));
            log.append(List.of(ended(ada)));
        }
        try (OpenLog log = open()) {
            assertThat(log.read(BEGINNING, 10)).hasSize(3);
            assertThat(ids(log.read(BEGINNING, 2))).containsExactly(ada.id(), grace.id());
            assertThat(log.read(first, 10)).hasSize(1);
            assertThat(log.openAlerts().find(peer("ada"))).isEmpty();
            assertThat(log.openAlerts().find(peer("grace"))).map(Alert::id).contains(grace.alertId());
        }
    }

    @Test
    void eachOpeningIsAnEpochAndNumbersGoOn() throws Exception {
        Position one;
        Position two;
        try (OpenLog log = open()) {
            one = log.append(List.of(raised("ada")));
        }
        try (OpenLog log = open()) {
            two = log.append(List.of(raised("grace")));
        }
        assertThat(two.epoch()).isNotEqualTo(one.epoch());
        assertThat(two.sequence()).isEqualTo(one.sequence() + 1);
    }

    @Test
    void aSecondOpeningOfTheSameFolderIsRefused() throws Exception {
        try (OpenLog log = open()) {
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("is in use");
            log.append(List.of(raised("ada")));
        }
    }

    @Test
    void anAppendThatNoLongerFitsIsRefusedAndTakesNoNumber() throws Exception {
        try (OpenLog log = open()) {
            log.append(List.of(raised("ada")));
            assertThatThrownBy(() -> log.append(List.of(raised("grace"), raised("ada"))))
                    .isInstanceOf(StaleStateException.class)
                    .hasMessageContaining("is open already");
            assertThat(log.openAlerts().find(peer("grace"))).isEmpty();
            assertThat(log.append(List.of(raised("linus"))).sequence()).isEqualTo(2);
        }
    }

    @Test
    void ofThoseWhoRaiseTheSameTroubleAtOnceOneSucceeds() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (OpenLog log = open()) {
            List<Callable<Boolean>> raisers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                raisers.add(() -> {
                    try {
                        log.append(List.of(raised("ada")));
                        return true;
                    } catch (StaleStateException e) {
                        return false;
                    }
                });
            }
            int succeeded = 0;
            for (Future<Boolean> future : threads.invokeAll(raisers)) {
                succeeded += future.get() ? 1 : 0;
            }
            assertThat(succeeded).isEqualTo(1);
            assertThat(log.read(BEGINNING, 10)).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void callersThatWaitTogetherShareAForce() throws Exception {
        int callers = 32;
        int each = 50;
        ConcurrentLinkedQueue<UUID> accepted = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (OpenLog log = open()) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                work.add(() -> {
                    for (int i = 0; i < each; i++) {
                        Raised event = raised(number + "-" + i);
                        if (i % 7 == 0) {
                            Thread.currentThread().interrupt(); // must neither close the file nor lose the event
                        }
                        log.append(List.of(event));
                        accepted.add(event.id());
                    }
                    return null;
                });
            }
            for (Future<Void> future : threads.invokeAll(work)) {
                future.get();
            }
            List<LogEntry> entries = log.read(BEGINNING, 2 * callers * each);
            assertThat(ids(entries)).containsExactlyInAnyOrderElementsOf(accepted);
            assertThat(entries).extracting(entry -> entry.position().sequence()).isSorted();
            assertThat(disk.forces.get()).isLessThan(callers * each / 2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void openAlertsOutliveTheirSegmentAndOneWithADamagedPicture() throws Exception {
        Raised early = raised("early");
        try (OpenLog log = open()) {
            log.append(List.of(early));
            fillSegments(log, 3);
        }
        try (OpenLog log = open()) {
            assertThat(log.status(AppendCounts.NONE).segments()).isGreaterThan(3);
            assertThat(log.openAlerts().find(early.alertId())).isPresent();
        }
    }

    @Test
    void anAppendThatIsLargerThanASegmentGetsOneOfItsOwn() throws Exception {
        Raised large = new Raised(
                UUID.randomUUID(),
                UUID.randomUUID(),
                TestEvents.NOON,
                peer("large"),
                AlertKind.PEER_DOWN.defaultSeverity(),
                java.util.Optional.empty(),
                "x".repeat(3 * SEGMENT_BYTES),
                List.of());
        try (OpenLog log = open()) {
            log.append(List.of(raised("ada")));
            log.append(List.of(large));
            log.append(List.of(raised("grace")));
            assertThat(log.read(BEGINNING, 10)).hasSize(3);
        }
        try (OpenLog log = open()) {
            assertThat(log.read(BEGINNING, 10)).hasSize(3);
        }
    }

    @Test
    void framesInDoubtAfterAFailedForceAreWrittenAgain() throws Exception {
        Raised ada = raised("ada");
        Raised grace = raised("grace");
        try (OpenLog log = open()) {
            log.keepHouse();
            log.append(List.of(ada));
            disk.forcesToFail.set(1);
            assertThat(log.append(List.of(grace)).sequence()).isEqualTo(2);
            assertThat(log.status(AppendCounts.NONE).segments()).isEqualTo(2);
            assertThat(ids(log.read(BEGINNING, 10))).containsExactly(ada.id(), grace.id());
        }
        try (OpenLog log = open()) {
            assertThat(ids(log.read(BEGINNING, 10))).containsExactly(ada.id(), grace.id());
            assertThat(log.status(AppendCounts.NONE).missing()).isEmpty();
        }
    }

    @Test
    void anAppendThatCanNotBeWrittenAnywhereIsRefusedAndTheNextOneGoesOn() throws Exception {
        Raised ada = raised("ada");
        Raised lost = raised("lost");
        Raised grace = raised("grace");
        try (OpenLog log = open()) {
            log.append(List.of(ada));
            disk.forcesToFail.set(2);
            assertThatThrownBy(() -> log.append(List.of(lost)))
                    .isInstanceOf(AlertLogUnavailableException.class)
                    .hasMessageContaining(directory.toString());
            assertThat(log.openAlerts().find(peer("lost"))).isEmpty();
            assertThat(log.status(AppendCounts.NONE).lastAppendError()).isPresent();
            assertThat(log.append(List.of(grace)).sequence()).isEqualTo(2);
        }
        try (OpenLog log = open()) {
            // the number of the refused one was given again: its first bytes, which are on the disk, must not count
            assertThat(ids(log.read(BEGINNING, 10))).containsExactly(ada.id(), grace.id());
            assertThat(log.openAlerts().find(peer("lost"))).isEmpty();
        }
    }

    @Test
    void aFullDiskLeavesAWholeSegmentAndIsRaisedAndResolved() throws Exception {
        AlertKey pressure = AlertKey.ofSystem(AlertKind.LOG_PRESSURE);
        try (OpenLog log = open()) {
            log.keepHouse();
            log.append(List.of(raised("ada"))); // begins a segment with the reserve
            log.keepHouse();
            disk.full = true;
            int room = 0;
            try {
                while (room < 100_000) {
                    Raised peer = raised("peer" + room++);
                    log.append(List.of(peer, ended(peer)));
                    log.keepHouse();
                }
            } catch (AlertLogFullException e) {
                assertThat(e.directory()).isEqualTo(directory);
                assertThat(e.bytesNeeded()).isPositive();
                assertThat(e).hasMessageContaining("free at least");
            }
            assertThat(room).isBetween(80, 100_000);
            assertThat(log.openAlerts().find(pressure)).isPresent();
            assertThat(log.status(AppendCounts.NONE).reserveInUse()).isTrue();

            disk.full = false;
            log.append(List.of(raised("after")));
            log.keepHouse();
            assertThat(log.openAlerts().find(pressure)).isEmpty();
            assertThat(log.status(AppendCounts.NONE).reserveInUse()).isFalse();
        }
    }

    @Test
    void whatAConsumerHasNotTakenIsPendingAlsoWhenItEndedMeanwhile() throws Exception {
        Raised ada = raised("ada");
        Raised grace = raised("grace");
        try (OpenLog log = open()) {
            log.append(List.of(ada));
            log.append(List.of(grace));
            log.append(List.of(ended(ada)));

            List<Alert> pending = log.notYetTakenBy("alert-store", 10);

            assertThat(pending).extracting(Alert::id).containsExactly(ada.alertId(), grace.alertId());
            assertThat(pending).extracting(Alert::state).containsExactly(AlertState.RESOLVED, AlertState.OPEN);
            assertThat(log.notYetTakenBy("alert-store", 1))
                    .extracting(Alert::id)
                    .containsExactly(ada.alertId());
        }
    }

    @Test
    void oldSegmentsGoWhenMaxBytesIsReachedAndThatIsRaised() throws Exception {
        try (OpenLog log = open()) {
            log.consumers().add(new TestConsumer("mail").failing());
            fillSegments(log, 12);
            log.keepHouse();

            assertThat(log.status(AppendCounts.NONE).bytes() + SEGMENT_BYTES).isLessThanOrEqualTo(8 * SEGMENT_BYTES);
            assertThat(log.status(AppendCounts.NONE).firstSequence()).isGreaterThan(1);
            assertThat(log.openAlerts().find(AlertKey.ofSystem(AlertKind.LOG_PRESSURE)))
                    .map(Alert::summary)
                    .hasValueSatisfying(summary -> assertThat(summary).contains("mail"));
        }
    }

    private void fillSegments(OpenLog log, int segments) throws Exception {
        int begun = log.status(AppendCounts.NONE).segments() + segments;
        List<AlertEvent> events = new ArrayList<>();
        while (log.status(AppendCounts.NONE).segments() < begun) {
            events.clear();
            for (int i = 0; i < 20; i++) { // many at once: each append waits for the disk
                Raised peer = raised("filler" + i);
                events.add(peer);
                events.add(ended(peer));
            }
            log.append(events);
        }
    }

    private OpenLog open() throws IOException {
        LogSettings settings = new LogSettings(directory, SEGMENT_BYTES, 8 * SEGMENT_BYTES, Duration.ofDays(30));
        return new OpenLog(settings, disk, Clock.systemUTC(), begun -> {});
    }
}

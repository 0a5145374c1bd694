package io.tunnelwatch.log.internal;

import static io.tunnelwatch.log.internal.TestEvents.ended;
import static io.tunnelwatch.log.internal.TestEvents.ids;
import static io.tunnelwatch.log.internal.TestEvents.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.log.AlertLogUnavailableException;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.deliver.LogReader;
import io.tunnelwatch.log.internal.file.Recovery;
import io.tunnelwatch.log.internal.file.SegmentHeader;
import io.tunnelwatch.log.internal.file.SegmentList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong between an append and the disk. */
class WriteTroubleTest {

    private static final Position BEGINNING = new Position(SegmentHeader.NO_EPOCH, 0);
    private static final int SEGMENT_BYTES = 64 << 10;

    @TempDir
    Path folder;

    private final FailingDisk disk = new FailingDisk();
    private final Raised ada = raised("ada");
    private final Raised lost = raised("lost");
    private final Raised grace = raised("grace");

    @Test
    void anErrorRefusesTheAppendAndTheFileInDoubtIsNotWrittenAgain() throws Exception {
        try (OpenLog log = open()) {
            log.append(List.of(ada));
            disk.errorInForce.set(Optional.of(new OutOfMemoryError("test")));
            assertThatThrownBy(() -> log.append(List.of(lost))).isInstanceOf(AlertLogUnavailableException.class);
            assertThat(log.append(List.of(grace)).sequence()).isEqualTo(2);
            assertThat(log.status(AppendCounts.NONE).segments()).isEqualTo(2);
            log.append(List.of(lost)); // is not thought to be open
        }
        assertThatTheLogHolds(ada, grace, lost);
    }

    @Test
    void aNewSegmentWhoseNameMayNotBeOnTheDiskIsNoSegment() throws Exception {
        try (OpenLog log = open()) {
            disk.directoryForcesToFail.set(1);
            assertThatThrownBy(() -> log.append(List.of(lost))).isInstanceOf(AlertLogUnavailableException.class);
            assertThat(log.append(List.of(ada)).sequence()).isEqualTo(1);
        }
        assertThatTheLogHolds(ada);
    }

    @Test
    void aFullDiskAfterAFailedForceDoesNotSayThatNothingWasWritten() throws Exception {
        try (OpenLog log = open()) {
            log.append(List.of(ada));
            disk.full = true;
            disk.forcesToFail.set(1);
            assertThatThrownBy(() -> log.append(List.of(lost))).isInstanceOf(AlertLogUnavailableException.class);
            disk.full = false;
            log.append(List.of(grace));
        }
        assertThatTheLogHolds(ada, grace);
    }

    @Test
    void nothingIsReadOrDeliveredThatIsNotOnTheDisk() throws Exception {
        TestConsumer store = new TestConsumer("alert-store");
        List<UUID> early = new ArrayList<>();
        try (OpenLog log = open()) {
            log.consumers().add(store);
            log.append(List.of(ada));
            await().until(() -> store.taken.size() == 1);
            disk.beforeForce.set(() -> {
                early.addAll(ids(log.read(BEGINNING, 10)));
                log.openAlerts().find(grace.alertId()).ifPresent(alert -> early.add(alert.id()));
            });
            log.append(List.of(grace));
            assertThat(early).containsExactly(ada.id());
            await().untilAsserted(() -> assertThat(ids(store.taken)).containsExactly(ada.id(), grace.id()));
        }
    }

    @Test
    void afterAKillBytesInDoubtThatWereWrittenAgainAreNeitherEventsNorDamage() throws Exception {
        Path killed = folder.resolve("killed");
        try (OpenLog log = open()) {
            log.append(List.of(ada));
            disk.forcesToFail.set(1);
            log.append(List.of(grace));
            LogFolders.copy(log(), killed);
        }
        Recovery.Recovered recovered = Recovery.recover(killed);
        assertThat(recovered.lastSequence()).isEqualTo(2);
        assertThat(recovered.damage()).isEmpty();
        assertThat(recovered.missing()).isEmpty();
        assertThat(ids(new LogReader(new SegmentList(recovered.segments())).read(0, 10)))
                .containsExactly(ada.id(), grace.id());
    }

    @Test
    void whatWasInDoubtDoesNotComeBackWhenTheNextHeaderIsDamaged() throws Exception {
        Path killed = folder.resolve("killed");
        try (OpenLog log = open()) {
            log.append(List.of(ada));
            disk.forcesToFail.set(2);
            assertThatThrownBy(() -> log.append(List.of(lost))).isInstanceOf(AlertLogUnavailableException.class);
            log.append(List.of(grace)); // has the number of the lost one, whose bytes are in the segment before
            LogFolders.copy(log(), killed);
        }
        Path second = LogFolders.segmentsIn(killed).get(1);
        byte[] bytes = Files.readAllBytes(second);
        bytes[50] ^= 1;
        Files.write(second, bytes);
        Recovery.Recovered recovered = Recovery.recover(killed);
        assertThat(ids(new LogReader(new SegmentList(recovered.segments())).read(0, 10)))
                .containsExactly(ada.id(), grace.id());
        assertThat(recovered.open().find(lost.alertId())).isEmpty();
    }

    @Test
    void housekeepingDoesNotTouchTheReserveWhileASegmentIsMadeOfIt() throws Exception {
        try (OpenLog log = open()) {
            Thread housekeeper = new Thread(log::keepHouse);
            disk.beforeForce.set(() -> {
                housekeeper.start();
                await().until(() -> housekeeper.getState() == Thread.State.BLOCKED || !housekeeper.isAlive());
            });
            log.append(List.of(ada));
            await().until(() -> !housekeeper.isAlive());
            assertThat(ids(log.read(BEGINNING, 10))).containsExactly(ada.id());
        }
        assertThatTheLogHolds(ada);
    }

    @Test
    void aPictureThatIsLargerThanASegmentDoesNotMakeASegmentOfEachAppend() throws Exception {
        try (OpenLog log = open()) {
            log.append(manyAlerts(400));
            log.append(List.of(ada));
            int before = log.status(AppendCounts.NONE).segments();
            for (int i = 0; i < 40; i++) {
                Raised peer = raised("peer" + i);
                log.append(List.of(peer, ended(peer)));
            }
            assertThat(log.status(AppendCounts.NONE).segments()).isLessThanOrEqualTo(before + 1);
        }
    }

    @Test
    void aFullDiskLeavesASegmentOfRoomAlsoWhenThePictureIsLarge() throws Exception {
        try (OpenLog log = open()) {
            log.append(manyAlerts(400));
            log.append(List.of(ada));
            log.keepHouse();
            disk.full = true;
            int segments = log.status(AppendCounts.NONE).segments();
            while (log.status(AppendCounts.NONE).segments() == segments) {
                Raised peer = raised("peer");
                log.append(List.of(peer, ended(peer)));
            }
        }
    }

    @Test
    void aLogThatIsDeletedWhileItIsOpenKeepsWhatIsOpenAndEveryLaterEvent() throws Exception {
        try (OpenLog log = open()) {
            log.keepHouse();
            log.append(List.of(ada));
            LogFolders.delete(log());
            log.append(List.of(grace));
            log.keepHouse();
            log.append(List.of(lost));
        }
        try (OpenLog log = open()) {
            assertThat(ids(log.read(BEGINNING, 10))).containsExactly(grace.id(), lost.id());
            assertThat(log.openAlerts().find(ada.alertId())).isPresent();
        }
    }

    @Test
    void aLogThatIsReplacedByAnOlderCopyWhileItIsOpenLosesNoLaterEvent() throws Exception {
        Path copy = folder.resolve("copy");
        try (OpenLog log = open()) {
            log.append(List.of(ada));
            LogFolders.copy(log(), copy);
            log.append(List.of(lost));
            LogFolders.delete(log());
            LogFolders.copy(copy, log());
            log.append(List.of(grace));
        }
        try (OpenLog log = open()) {
            assertThat(ids(log.read(BEGINNING, 10))).containsExactly(ada.id(), grace.id());
            assertThat(log.status(AppendCounts.NONE).missing()).hasSize(1);
            assertThat(log.openAlerts().find(lost.alertId())).isPresent();
        }
    }

    @Test
    void aFolderMayBeALink() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(log(), elsewhere);
        try (OpenLog log = open()) {
            log.append(List.of(ada));
        }
        assertThatTheLogHolds(ada);
    }

    private static List<AlertEvent> manyAlerts(int count) {
        return IntStream.range(0, count)
                .<AlertEvent>mapToObj(i -> raised("many" + i))
                .toList();
    }

    private void assertThatTheLogHolds(Raised... events) throws Exception {
        try (OpenLog log = open()) {
            assertThat(ids(log.read(BEGINNING, 10)))
                    .containsExactlyElementsOf(
                            List.of(events).stream().map(Raised::id).toList());
            assertThat(log.status(AppendCounts.NONE).missing()).isEmpty();
        }
    }

    private Path log() {
        return folder.resolve("log");
    }

    private OpenLog open() throws IOException {
        LogSettings settings = new LogSettings(log(), SEGMENT_BYTES, 64 * SEGMENT_BYTES, Duration.ofDays(1));
        return new OpenLog(settings, disk, Clock.systemUTC(), begun -> {});
    }
}

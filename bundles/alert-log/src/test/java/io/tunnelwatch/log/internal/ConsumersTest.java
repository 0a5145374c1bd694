package io.tunnelwatch.log.internal;

import static io.tunnelwatch.log.internal.TestEvents.ended;
import static io.tunnelwatch.log.internal.TestEvents.ids;
import static io.tunnelwatch.log.internal.TestEvents.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.file.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumersTest {

    private static final int SEGMENT_BYTES = 64 << 10;

    @TempDir
    Path folder;

    @Test
    void aConsumerGetsWhatWasThereAndWhatComesInOrder() throws Exception {
        TestConsumer store = new TestConsumer("alert-store");
        try (OpenLog log = open()) {
            List<UUID> written = new ArrayList<>(append(log, 20));
            log.consumers().add(store);
            written.addAll(append(log, 20));
            await().untilAsserted(() -> assertThat(ids(store.taken)).isEqualTo(written));
            assertThat(store.gaps).isEmpty();
            await().untilAsserted(() ->
                    assertThat(statusOf(log, "alert-store").state()).isEqualTo(ConsumerState.CURRENT));
        }
    }

    @Test
    void aConsumerMayBeginWithWhatComesNext() throws Exception {
        List<Position> begun = new CopyOnWriteArrayList<>();
        TestConsumer channel = new TestConsumer("channel.email") {
            @Override
            public ConsumerPosition position() {
                return place.<ConsumerPosition>map(Function.identity()).orElseGet(ConsumerPosition.Newest::new);
            }

            @Override
            public void begin(Position head) {
                begun.add(head);
                place = Optional.of(new ConsumerPosition.After(head));
            }
        };
        try (OpenLog log = open()) {
            append(log, 5);
        }
        try (OpenLog log = open()) { // the newest event is of an earlier opening
            log.consumers().add(channel);
            await().until(() -> begun.size() == 1);
            List<UUID> next = append(log, 5);
            await().untilAsserted(() -> assertThat(ids(channel.taken)).isEqualTo(next));
            assertThat(channel.gaps).isEmpty();
        }
    }

    @Test
    void aConsumerThatIsGoneForGoodIsForgotten() throws Exception {
        TestConsumer channel = new TestConsumer("channel.email");
        try (OpenLog log = open()) {
            log.consumers().add(channel);
            List<UUID> written = append(log, 5);
            await().untilAsserted(() -> assertThat(ids(channel.taken)).isEqualTo(written));
            log.consumers().forget("channel.email");
            assertThat(statusOf(log, "channel.email").state()).isEqualTo(ConsumerState.CURRENT);
            log.consumers().remove(channel);
            assertThat(statusOf(log, "channel.email").state()).isEqualTo(ConsumerState.ABSENT);
            log.consumers().forget("channel.email");
            assertThat(log.status(AppendCounts.NONE).consumers()).isEmpty();
        }
        try (OpenLog log = open()) {
            assertThat(log.status(AppendCounts.NONE).consumers()).isEmpty();
        }
    }

    @Test
    void aConsumerThatComesBackGoesOnWhereItWas() throws Exception {
        TestConsumer store = new TestConsumer("alert-store");
        List<UUID> written = new ArrayList<>();
        for (int opening = 0; opening < 3; opening++) {
            try (OpenLog log = open()) {
                log.consumers().add(store);
                written.addAll(append(log, 10));
                await().untilAsserted(() -> assertThat(ids(store.taken)).isEqualTo(written));
                log.consumers().remove(store);
                written.addAll(append(log, 10));
            }
        }
        try (OpenLog log = open()) {
            log.consumers().add(store);
            await().untilAsserted(() -> assertThat(ids(store.taken)).isEqualTo(written));
            assertThat(store.gaps).isEmpty();
        }
    }

    @Test
    void aThrowMeansNotTakenAndDelaysNobodyElse() throws Exception {
        TestConsumer sick = new TestConsumer("channel.email").failing();
        TestConsumer well = new TestConsumer("alert-store");
        try (OpenLog log = open()) {
            log.consumers().add(sick);
            log.consumers().add(well);
            List<UUID> written = append(log, 20);
            await().untilAsserted(() -> assertThat(ids(well.taken)).isEqualTo(written));
            await().untilAsserted(() -> {
                assertThat(statusOf(log, "channel.email").state()).isEqualTo(ConsumerState.RETRYING);
                assertThat(statusOf(log, "channel.email").lastError()).contains("the mail server does not answer");
                assertThat(statusOf(log, "channel.email").lag()).isEqualTo(20);
            });
            sick.fails = false;
            await().untilAsserted(() -> assertThat(ids(sick.taken)).isEqualTo(written));
        }
    }

    @Test
    void aConsumerWhosePositionCanNotBeReadIsAskedAgain() throws Exception {
        TestConsumer store = new TestConsumer("alert-store");
        store.positionFails = true;
        try (OpenLog log = open()) {
            List<UUID> written = append(log, 6);
            log.consumers().add(store);
            await().untilAsserted(() ->
                    assertThat(statusOf(log, "alert-store").lastError()).contains("no database"));
            store.positionFails = false;
            await().untilAsserted(() -> assertThat(ids(store.taken)).isEqualTo(written));
        }
    }

    @Test
    void aDeletedLogIsAGapAndLosesNoLaterEvent() throws Exception {
        TestConsumer store = new TestConsumer("alert-store");
        try (OpenLog log = open()) {
            log.consumers().add(store);
            List<UUID> written = append(log, 30);
            await().untilAsserted(() -> assertThat(ids(store.taken)).isEqualTo(written));
        }
        LogFolders.delete(log());
        store.taken.clear();
        try (OpenLog log = open()) {
            // as many as before, and more: numbers alone would look as if all had been read
            List<UUID> written = append(log, 30);
            log.consumers().add(store);
            List<UUID> more = append(log, 10);
            await().untilAsserted(() ->
                    assertThat(ids(store.taken)).containsAll(written).endsWith(more.toArray(UUID[]::new)));
            assertThat(store.gaps).extracting(Gap::reason).containsExactly(Gap.Reason.UNKNOWN_EPOCH);
        }
    }

    @Test
    void aLogRestoredFromAnOlderCopyIsAGapAndLosesNoLaterEvent() throws Exception {
        TestConsumer store = new TestConsumer("alert-store");
        Path copy = folder.resolve("copy");
        try (OpenLog log = open()) {
            log.consumers().add(store);
            append(log, 10);
            await().until(() -> store.taken.size() == 10);
            LogFolders.copy(log(), copy); // while it is written, as people do
            append(log, 10);
            await().until(() -> store.taken.size() == 20);
        }
        LogFolders.delete(log());
        LogFolders.copy(copy, log());
        store.taken.clear();
        try (OpenLog log = open()) {
            log.consumers().add(store);
            List<UUID> later = append(log, 14);
            await().untilAsserted(() -> assertThat(ids(store.taken)).endsWith(later.toArray(UUID[]::new)));
            assertThat(store.gaps).extracting(Gap::reason).containsExactly(Gap.Reason.UNKNOWN_EPOCH);
            // replayed from the oldest on
            assertThat(store.taken).hasSize(24);
        }
    }

    /** The second copy is as old as the place behind the gap: by that alone nothing would look lost. */
    @Test
    void whoStillReplaysAndFindsThatTheHeadOfItsGapIsLostGetsAnotherGap() throws Exception {
        TestConsumer store = new TestConsumer("alert-store");
        store.place = Optional.of(new ConsumerPosition.After(new Position(UUID.randomUUID(), 3)));
        try (OpenLog log = open()) {
            append(log, 10);
            store.failsToAccept = true;
            log.consumers().add(store);
            await().until(() -> store.gaps.size() == 1);
            log.consumers().remove(store);
            log.consumers().add(store);
            await().until(() -> statusOf(log, "alert-store").lastError().isPresent());
            assertThat(store.gaps).as("while the log is the same").hasSize(1);
        }
        LogFolders.delete(log());
        store.failsToAccept = false;
        try (OpenLog log = open()) {
            log.consumers().add(store);
            await().until(() -> store.gaps.size() == 2);
            List<UUID> written = append(log, 14);
            await().untilAsserted(() -> assertThat(ids(store.taken)).isEqualTo(written));
        }
        try (OpenLog log = open()) {
            log.consumers().add(store);
            List<UUID> written = append(log, 2);
            await().untilAsserted(() -> assertThat(ids(store.taken)).endsWith(written.toArray(UUID[]::new)));
            assertThat(store.gaps).hasSize(2);
        }
    }

    @Test
    void eventsThatWereRetiredAreAGapWithTheOpenAlerts() throws Exception {
        TestConsumer store = new TestConsumer("alert-store");
        try (OpenLog log = open()) {
            log.consumers().add(store);
            append(log, 6);
            await().until(() -> store.taken.size() == 6);
            log.consumers().remove(store);
            Raised early = raised("early");
            log.append(List.of(early));
            while (log.status(AppendCounts.NONE).segments() < 12) {
                List<AlertEvent> events = new ArrayList<>();
                for (int i = 0; i < 20; i++) { // many at once: each append waits for the disk
                    Raised peer = raised("filler" + i);
                    events.add(peer);
                    events.add(ended(peer));
                }
                log.append(events);
            }
            log.keepHouse();
            long oldest = log.status(AppendCounts.NONE).firstSequence();
            assertThat(oldest).isGreaterThan(8);

            log.consumers().add(store);
            await().until(() -> statusOf(log, "alert-store").state() == ConsumerState.CURRENT);
            assertThat(store.gaps).singleElement().satisfies(gap -> {
                assertThat(gap.reason()).isEqualTo(Gap.Reason.RETIRED);
                assertThat(gap.firstSequence()).isEqualTo(7);
                assertThat(gap.lastSequence()).isEqualTo(oldest - 1);
            });
            OpenAlerts handedOver = store.openAtGaps.get(0);
            assertThat(handedOver.find(early.alertId())).isPresent();
            assertThat(store.taken.get(6).position().sequence()).isEqualTo(oldest);
        }
    }

    @Test
    void aDamagedFrameIsAGapOfItsNumbers() throws Exception {
        TestConsumer store = new TestConsumer("alert-store");
        long before;
        try (OpenLog log = open()) {
            append(log, 4);
            before = log.status(AppendCounts.NONE).bytes();
            append(log, 6);
        }
        Path segment = LogFolders.segmentsIn(log()).get(0);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[(int) before + 40] ^= 1;
        Files.write(segment, bytes);
        try (OpenLog log = open()) {
            log.consumers().add(store);
            await().until(() -> statusOf(log, "alert-store").state() == ConsumerState.CURRENT);
            assertThat(store.gaps).singleElement().satisfies(gap -> {
                assertThat(gap.reason()).isEqualTo(Gap.Reason.DAMAGED);
                assertThat(gap.firstSequence()).isEqualTo(5);
                assertThat(gap.lastSequence()).isEqualTo(6);
            });
            assertThat(store.taken)
                    .extracting(entry -> entry.position().sequence())
                    .containsExactly(1L, 2L, 3L, 4L, 7L, 8L, 9L, 10L);
        }
    }

    @Test
    void theLogKeepsThePositionOfWhoAsksForIt() throws Exception {
        List<LogEntry> taken = new CopyOnWriteArrayList<>();
        AlertConsumer channel = keptByLog(taken, false);
        try (OpenLog log = open()) {
            append(log, 4);
            log.consumers().add(channel);
            await().until(() -> statusOf(log, "channel.web").state() == ConsumerState.CURRENT);
            assertThat(taken).isEmpty(); // it wanted only what is new
            append(log, 10);
            await().until(() -> taken.size() == 10);
        }
        try (OpenLog log = open()) {
            append(log, 10);
            log.consumers().add(channel);
            await().until(() -> taken.size() == 20);
            assertThat(taken).extracting(entry -> entry.position().sequence()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aSecondConsumerOfTheSameIdWaitsForTheFirst() throws Exception {
        TestConsumer old = new TestConsumer("alert-store");
        TestConsumer updated = new TestConsumer("alert-store");
        try (OpenLog log = open()) {
            log.consumers().add(old);
            log.consumers().add(updated);
            append(log, 4);
            await().until(() -> old.taken.size() == 4);
            assertThat(updated.taken).isEmpty();
            log.consumers().remove(old);
            await().until(() -> updated.taken.size() == 4);
        }
    }

    private static AlertConsumer keptByLog(List<LogEntry> taken, boolean fromOldest) {
        return new AlertConsumer() {
            @Override
            public String id() {
                return "channel.web";
            }

            @Override
            public ConsumerPosition position() {
                return new ConsumerPosition.KeptByLog(fromOldest);
            }

            @Override
            public void accept(List<LogEntry> batch) {
                taken.addAll(batch);
            }

            @Override
            public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) {
                throw new IllegalStateException("no gap was expected: " + gap);
            }
        };
    }

    /** Appends so many events, in pairs; answers their ids. */
    private static List<UUID> append(OpenLog log, int count) throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i += 2) {
            Raised peer = raised(UUID.randomUUID().toString());
            List<AlertEvent> events = List.of(peer, ended(peer));
            log.append(events);
            events.forEach(event -> ids.add(event.id()));
        }
        return ids;
    }

    private static ConsumerStatus statusOf(OpenLog log, String id) {
        return log.status(AppendCounts.NONE).consumers().stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Path log() {
        return folder.resolve("log");
    }

    private OpenLog open() throws IOException {
        LogSettings settings = new LogSettings(log(), SEGMENT_BYTES, 6 * SEGMENT_BYTES, Duration.ofDays(30));
        return new OpenLog(settings, new FileDisk(), Clock.systemUTC(), begun -> {});
    }
}

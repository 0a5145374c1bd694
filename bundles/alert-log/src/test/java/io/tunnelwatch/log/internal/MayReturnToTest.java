package io.tunnelwatch.log.internal;

import static io.tunnelwatch.log.internal.TestEvents.ended;
import static io.tunnelwatch.log.internal.TestEvents.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.file.FileDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everybody has read stays while somebody may return to it. */
class MayReturnToTest {

    private static final int SEGMENT_BYTES = 64 << 10;
    private static final int SEGMENTS = 6;

    @TempDir
    Path folder;

    private final TestConsumer store = new TestConsumer("alert-store");
    private volatile Instant now = TestEvents.NOON;
    private OpenLog log;
    private Position backup;

    @BeforeEach
    void fillAndRead() throws Exception {
        log = open();
        log.consumers().add(store);
        fill(2);
        await().until(() -> isCurrent());
        backup = store.place.orElseThrow().position();
        fill(SEGMENTS - 2);
        await().until(() -> isCurrent());
        store.mayReturnTo = () -> Optional.of(backup);
        now = now.plus(Duration.ofDays(40));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void withoutThatAllThatIsOldAndReadGoes() {
        store.mayReturnTo = Optional::empty;
        log.keepHouse();
        assertThat(log.status(AppendCounts.NONE).segments()).isEqualTo(1);
    }

    @Test
    void whatLiesBehindThatPositionStaysAndTheRestGoes() {
        log.keepHouse();
        assertThatWhatLiesBehindTheBackupIsThere();
        assertThat(log.status(AppendCounts.NONE).firstSequence()).isGreaterThan(1);
        store.mayReturnTo = Optional::empty;
        log.keepHouse();
        assertThat(log.status(AppendCounts.NONE).segments()).isEqualTo(1);
    }

    @Test
    void maxBytesHoldsInAnyCaseAndThatIsNoPressure() {
        log.settings(settings(3 * SEGMENT_BYTES));
        log.keepHouse();
        assertThat(log.status(AppendCounts.NONE).bytes() + SEGMENT_BYTES).isLessThanOrEqualTo(3 * SEGMENT_BYTES);
        assertThat(log.status(AppendCounts.NONE).firstSequence()).isGreaterThan(backup.sequence() + 1);
        assertThat(log.openAlerts().find(AlertKey.ofSystem(AlertKind.LOG_PRESSURE)))
                .isEmpty();
    }

    @Test
    void aConsumerThatIsAwayIsNotForgottenUntilItSaysOtherwise() {
        log.keepHouse();
        log.consumers().remove(store);
        log.keepHouse();
        assertThatWhatLiesBehindTheBackupIsThere();
        store.mayReturnTo = Optional::empty;
        log.consumers().add(store);
        log.keepHouse();
        assertThat(log.status(AppendCounts.NONE).segments()).isEqualTo(1);
    }

    @Test
    void theLatestAnswerOfAConsumerThatThrowsCounts() {
        log.keepHouse();
        store.mayReturnTo = () -> {
            throw new IllegalStateException("test");
        };
        log.keepHouse();
        assertThatWhatLiesBehindTheBackupIsThere();
    }

    @Test
    void theLatestAnswerCountsBehindARestartTooUntilTheConsumerIsThere() throws Exception {
        log.keepHouse();
        log.close();
        log = open();
        log.keepHouse();
        assertThatWhatLiesBehindTheBackupIsThere();
    }

    @Test
    void aPositionOfAnotherLogKeepsNothing() {
        store.mayReturnTo = () -> Optional.of(new Position(UUID.randomUUID(), 1));
        log.keepHouse();
        assertThat(log.status(AppendCounts.NONE).segments()).isEqualTo(1);
    }

    private void assertThatWhatLiesBehindTheBackupIsThere() {
        assertThat(log.read(backup, 1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.position().sequence()).isEqualTo(backup.sequence() + 1));
    }

    private boolean isCurrent() {
        return log.status(AppendCounts.NONE).consumers().stream()
                .allMatch(status -> status.state() == ConsumerState.CURRENT);
    }

    private void fill(int segments) throws Exception {
        int begun = log.status(AppendCounts.NONE).segments() + segments;
        while (log.status(AppendCounts.NONE).segments() < begun) {
            List<AlertEvent> events = new ArrayList<>();
            for (int i = 0; i < 20; i++) { // many at once: each append waits for the disk
                Raised peer = raised("filler" + i);
                events.add(peer);
                events.add(ended(peer));
            }
            log.append(events);
        }
    }

    private LogSettings settings(long maxBytes) {
        return new LogSettings(folder.resolve("log"), SEGMENT_BYTES, maxBytes, Duration.ofDays(30));
    }

    private OpenLog open() throws IOException {
        return new OpenLog(settings(100 * SEGMENT_BYTES), new FileDisk(), () -> now, begun -> {});
    }
}

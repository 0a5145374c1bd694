package io.tunnelwatch.log.internal;

import static io.tunnelwatch.log.internal.TestEvents.ids;
import static io.tunnelwatch.log.internal.TestEvents.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.log.AlertLogUnavailableException;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.StaleStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogEngineTest {

    @TempDir
    Path folder;

    private final FailingDisk disk = new FailingDisk();
    private final TestConsumer store = new TestConsumer("alert-store");
    private final Raised ada = raised("ada");
    private final Raised grace = raised("grace");

    @Test
    void aFolderThatCanNotBeMadeIsTriedAgainAndAppendsAreRefusedMeanwhile() throws Exception {
        Files.createFile(folder.resolve("data"));
        try (LogEngine engine = engine("data/log")) {
            engine.add(store);
            assertThatThrownBy(() -> engine.append(List.of(ada)))
                    .isInstanceOf(AlertLogUnavailableException.class)
                    .hasMessageContaining("Exception: " + folder.resolve("data"));
            assertThat(engine.status().lastAppendError()).isPresent();
            assertThat(engine.isOpen()).isFalse();
            assertThat(engine.openAlerts().alerts()).isEmpty();
            Files.delete(folder.resolve("data"));
            await().until(() -> engine.status().lastAppendError().isEmpty());
            assertThat(engine.isOpen()).isTrue();
            engine.append(List.of(ada));
            await().untilAsserted(() -> assertThat(ids(store.taken)).containsExactly(ada.id()));
        }
    }

    @Test
    void anOpeningThatRunsOutOfMemoryIsTriedAgain() throws Exception {
        disk.errorInMaking.set(Optional.of(new OutOfMemoryError("test")));
        try (LogEngine engine = engine("log")) {
            await().ignoreExceptions().untilAsserted(() -> engine.append(List.of(ada)));
        }
    }

    @Test
    void housekeepingThatThrowsAnErrorIsCalledAgain() throws Exception {
        try (LogEngine engine = engine("log")) {
            Path reserve = folder.resolve("log").resolve("reserve");
            await().until(() -> Files.exists(reserve));
            disk.errorInMaking.set(Optional.of(new StackOverflowError("test")));
            // another size makes housekeeping allocate
            engine.settings(settings("log", 128 << 10));
            await().until(() -> Files.size(reserve) == 128 << 10);
        }
    }

    @Test
    void aLogThatMovesIsAnotherLogForItsConsumers() throws Exception {
        try (LogEngine engine = engine("log")) {
            engine.add(store);
            engine.append(List.of(ada));
            await().until(() -> store.taken.size() == 1);
            engine.settings(settings("elsewhere", 64 << 10));
            engine.append(List.of(grace));
            await().untilAsserted(() -> assertThat(ids(store.taken)).containsExactly(ada.id(), grace.id()));
            assertThat(store.gaps).extracting(Gap::reason).containsExactly(Gap.Reason.UNKNOWN_EPOCH);
        }
    }

    @Test
    void aConsumerThatWentGetsNothingMore() throws Exception {
        try (LogEngine engine = engine("log")) {
            engine.add(store);
            engine.append(List.of(ada));
            await().until(() -> store.taken.size() == 1);
            engine.remove(store);
            engine.settings(settings("elsewhere", 64 << 10));
            engine.append(List.of(grace));
            assertThat(engine.status().consumers()).isEmpty();
            assertThat(store.taken).hasSize(1);
        }
    }

    @Test
    void whatComesOfAppendsIsCountedAcrossFolders() throws Exception {
        Files.createFile(folder.resolve("data"));
        try (LogEngine engine = engine("data/log")) {
            assertThatThrownBy(() -> engine.append(List.of(ada))).isInstanceOf(AlertLogUnavailableException.class);
            engine.settings(settings("log", 64 << 10));
            engine.append(List.of(ada, grace));
            assertThatThrownBy(() -> engine.append(List.of(ada))).isInstanceOf(StaleStateException.class);
            engine.settings(settings("elsewhere", 64 << 10));
            engine.append(List.of(ada));

            AppendCounts appends = engine.status().appends();

            assertThat(appends.durations().count()).isEqualTo(2);
            assertThat(appends.durations().sum()).isPositive();
            assertThat(appends.events()).isEqualTo(3);
            assertThat(appends.stale()).isEqualTo(1);
            assertThat(appends.unavailable()).isEqualTo(1);
            assertThat(appends.full()).isZero();
        }
    }

    /** A scrape or a person that asks how the log is must not hang on a disk that does. */
    @Test
    void theStatusKnowsConsumersThatWentWithoutItsDisk() throws Exception {
        try (LogEngine engine = engine("log")) {
            engine.add(store);
            engine.append(List.of(ada));
            await().until(() -> store.taken.size() == 1);
            engine.remove(store);
            engine.append(List.of(grace));
            Path consumers = folder.resolve("log").resolve("consumers");
            Files.move(consumers, folder.resolve("away"));

            assertThat(engine.status().consumers()).singleElement().satisfies(consumer -> {
                assertThat(consumer.id()).isEqualTo("alert-store");
                assertThat(consumer.state()).isEqualTo(ConsumerState.ABSENT);
                assertThat(consumer.lag()).isEqualTo(1);
            });
            Files.move(folder.resolve("away"), consumers);
            engine.forget("alert-store");
            assertThat(engine.status().consumers()).isEmpty();
        }
    }

    @Test
    void aClosedLogRefusesAndTouchesItsFolderNoMore() throws Exception {
        OpenLog log = new OpenLog(settings("log", 64 << 10), disk, Clock.systemUTC(), begun -> {});
        log.append(List.of(ada));
        log.close();
        assertThatThrownBy(() -> log.append(List.of(grace))).isInstanceOf(AlertLogUnavailableException.class);
        log.keepHouse();
        assertThat(folder.resolve("log").resolve("reserve")).doesNotExist();
    }

    private LogEngine engine(String directory) throws IOException {
        return new LogEngine(settings(directory, 64 << 10), disk, Clock.systemUTC(), Duration.ofMillis(50));
    }

    private LogSettings settings(String directory, long segmentBytes) {
        return new LogSettings(folder.resolve(directory), segmentBytes, 1 << 20, Duration.ofDays(1));
    }
}

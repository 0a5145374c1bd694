package io.tunnelwatch.log.internal;

import static io.tunnelwatch.log.internal.TestEvents.ids;
import static io.tunnelwatch.log.internal.TestEvents.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.file.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consumers that break the rules, and positions that can not be kept. */
class ConsumerTroubleTest {

    @TempDir
    Path directory;

    private final Channel channel = new Channel();
    private final List<UUID> written = new ArrayList<>();

    @Test
    void aConsumerThatThrowsAnErrorIsTriedAgain() throws Exception {
        try (OpenLog log = open()) {
            begin(log);
            channel.trouble = () -> {
                throw new StackOverflowError("a deep letter");
            };
            append(log, 2);
            await().until(() -> stateIn(log) == ConsumerState.RETRYING);
            channel.trouble = () -> {};
            await().untilAsserted(() -> assertThat(ids(channel.taken)).isEqualTo(written));
        }
    }

    @Test
    void aConsumerThatAnswersNothingAtAllIsTriedAgain() throws Exception {
        try (OpenLog log = open()) {
            begin(log);
            channel.backoffFails = true;
            channel.trouble = () -> {
                throw new IllegalStateException("the bundle is half gone");
            };
            append(log, 2);
            await().until(() -> stateIn(log) == ConsumerState.RETRYING);
            channel.trouble = () -> {};
            await().untilAsserted(() -> assertThat(ids(channel.taken)).isEqualTo(written));
        }
    }

    @Test
    void aConsumerThatLeavesItsThreadInterruptedWaitsLikeOthers() throws Exception {
        List<Long> attempts = new CopyOnWriteArrayList<>();
        try (OpenLog log = open()) {
            begin(log);
            channel.trouble = () -> {
                attempts.add(System.nanoTime());
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted");
            };
            append(log, 1);
            await().until(() -> attempts.size() >= 6);
            assertThat(Duration.ofNanos(attempts.get(5) - attempts.get(0))).isGreaterThan(Duration.ofMillis(100));
        }
    }

    @Test
    void aConsumerThatGoesIsInterruptedInWhatItDoes() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (OpenLog log = open()) {
            begin(log);
            channel.trouble = () -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted", e);
                }
            };
            append(log, 1);
            await().until(() -> stateIn(log) == ConsumerState.CATCHING_UP);
            Thread removing = new Thread(() -> log.consumers().remove(channel));
            removing.start();
            await().atMost(Duration.ofSeconds(5)).until(() -> !removing.isAlive());
            assertThat(channel.taken).isEmpty();
        }
    }

    @Test
    void aPositionThatIsDamagedIsAGapAndLosesNothing() throws Exception {
        try (OpenLog log = open()) {
            begin(log);
            append(log, 5);
            await().until(() -> channel.taken.size() == 5);
        }
        Files.writeString(positionFile(), "\0\0\0\0");
        try (OpenLog log = open()) {
            append(log, 5); // which the consumer has never seen
            log.consumers().add(channel);
            await().untilAsserted(() -> assertThat(ids(channel.taken)).containsAll(written));
            assertThat(channel.gaps).extracting(Gap::reason).containsExactly(Gap.Reason.UNKNOWN_EPOCH);
        }
    }

    @Test
    void aPositionThatCanNotBeReadForNowIsAskedForAgain() throws Exception {
        try (OpenLog log = open()) {
            begin(log);
            append(log, 5);
            await().until(() -> channel.taken.size() == 5);
        }
        Path away = LogFolders.makeUnreadable(positionFile());
        try (OpenLog log = open()) {
            append(log, 5);
            log.consumers().add(channel);
            await().until(() -> stateIn(log) == ConsumerState.RETRYING);
            LogFolders.makeReadable(positionFile(), away);
            await().untilAsserted(() -> assertThat(ids(channel.taken)).isEqualTo(written));
        }
    }

    @Test
    void aPositionThatCanNotBeWrittenMeansNoSecondDelivery() throws Exception {
        Path positions = directory.resolve("consumers");
        try (OpenLog log = open()) {
            begin(log);
            LogFolders.delete(positions);
            Files.createFile(positions);
            append(log, 3);
            await().until(() -> channel.taken.size() >= 3);
            append(log, 3);
            await().until(() -> channel.taken.size() >= 6);
            channel.trouble = () -> {
                throw new IllegalStateException("and trouble of its own");
            };
            append(log, 1);
            await().until(() -> stateIn(log) == ConsumerState.RETRYING);
            channel.trouble = () -> {};
            await().untilAsserted(() -> assertThat(ids(channel.taken)).isEqualTo(written));
            Files.delete(positions);
        }
        try (OpenLog log = open()) {
            append(log, 1);
            log.consumers().add(channel);
            await().untilAsserted(() -> assertThat(ids(channel.taken)).isEqualTo(written));
        }
    }

    @Test
    void aStrangeFileAmongThePositionsHindersNothing() throws Exception {
        try (OpenLog log = open()) {
            begin(log);
            Files.copy(positionFile(), positionFile().resolveSibling("100%.position"));
            log.keepHouse();
        }
        try (OpenLog log = open()) {
            assertThat(log.status(AppendCounts.NONE).consumers()).hasSize(2);
            log.keepHouse();
        }
    }

    /** Adds the consumer, and waits until it stands at the end of the log. */
    private void begin(OpenLog log) {
        log.consumers().add(channel);
        await().until(() -> Files.exists(positionFile()));
    }

    private void append(OpenLog log, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Raised event = raised("peer" + written.size());
            log.append(List.of(event));
            written.add(event.id());
        }
    }

    private static ConsumerState stateIn(OpenLog log) {
        return log.status(AppendCounts.NONE).consumers().get(0).state();
    }

    private Path positionFile() {
        return directory.resolve("consumers").resolve("channel.web.position");
    }

    private OpenLog open() throws IOException {
        LogSettings settings = new LogSettings(directory, 64 << 10, 1 << 20, Duration.ofDays(1));
        return new OpenLog(settings, new FileDisk(), Clock.systemUTC(), begun -> {});
    }

    /** Wants only what is new, and lets the log keep its position. */
    private static final class Channel implements AlertConsumer {

        final List<LogEntry> taken = new CopyOnWriteArrayList<>();
        final List<Gap> gaps = new CopyOnWriteArrayList<>();
        volatile Runnable trouble = () -> {};
        volatile boolean backoffFails;

        @Override
        public String id() {
            return "channel.web";
        }

        @Override
        public ConsumerPosition position() {
            return new ConsumerPosition.KeptByLog(false);
        }

        @Override
        public void accept(List<LogEntry> batch) {
            trouble.run();
            taken.addAll(batch);
        }

        @Override
        public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) {
            gaps.add(gap);
        }

        @Override
        public Duration maxBackoff() {
            if (backoffFails) {
                throw new NoClassDefFoundError("of a bundle that is gone");
            }
            return Duration.ofMillis(50);
        }
    }
}

package io.tunnelwatch.log.internal;

import static io.tunnelwatch.log.internal.TestEvents.ids;
import static io.tunnelwatch.log.internal.TestEvents.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.internal.file.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment that is harmed while the log is open. */
class UnreadableSegmentTest {

    @TempDir
    Path directory;

    private final TestConsumer store = new TestConsumer("alert-store");
    private final List<UUID> written = new ArrayList<>();
    private Path segment;

    @BeforeEach
    void writeASegment() throws Exception {
        try (OpenLog log = open()) {
            append(log, 10);
        }
        segment = LogFolders.segmentsIn(directory).get(0);
    }

    @Test
    void aSegmentThatCanNotBeOpenedForNowIsNoHole() throws Exception {
        try (OpenLog log = open()) {
            // to be out of descriptors, or of permissions, is the same FileNotFoundException as this one
            Path away = LogFolders.makeUnreadable(segment);
            append(log, 3);
            log.consumers().add(store);
            await().until(() -> log.status(AppendCounts.NONE).consumers().get(0).state() == ConsumerState.RETRYING);
            LogFolders.makeReadable(segment, away);
            await().untilAsserted(() -> assertThat(ids(store.taken)).isEqualTo(written));
            assertThat(store.gaps).isEmpty();
        }
    }

    @Test
    void aSegmentThatWasDeletedIsAGap() throws Exception {
        try (OpenLog log = open()) {
            Files.delete(segment);
            append(log, 3);
            log.consumers().add(store);
            await().untilAsserted(() -> assertThat(ids(store.taken)).isEqualTo(written.subList(10, 13)));
            assertThat(store.gaps).singleElement().satisfies(gap -> {
                assertThat(gap.reason()).isEqualTo(Gap.Reason.DAMAGED);
                assertThat(gap.firstSequence()).isEqualTo(1);
                assertThat(gap.lastSequence()).isEqualTo(10);
            });
        }
    }

    @Test
    void aSegmentThatWasCutIsAGapBehindTheCut() throws Exception {
        try (OpenLog log = open()) {
            LogFolders.cut(segment, Files.size(segment) - 1);
            append(log, 3);
            log.consumers().add(store);
            List<UUID> kept = new ArrayList<>(written);
            kept.remove(9);
            await().untilAsserted(() -> assertThat(ids(store.taken)).isEqualTo(kept));
            assertThat(store.gaps).extracting(Gap::firstSequence).containsExactly(10L);
        }
    }

    private void append(OpenLog log, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Raised event = raised("peer" + written.size());
            log.append(List.of(event));
            written.add(event.id());
        }
    }

    private OpenLog open() throws IOException {
        LogSettings settings = new LogSettings(directory, 64 << 10, 1 << 20, Duration.ofDays(1));
        return new OpenLog(settings, new FileDisk(), Clock.systemUTC(), begun -> {});
    }
}

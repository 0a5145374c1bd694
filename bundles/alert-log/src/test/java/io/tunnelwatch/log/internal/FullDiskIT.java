package io.tunnelwatch.log.internal;

import static io.tunnelwatch.log.internal.TestEvents.ended;
import static io.tunnelwatch.log.internal.TestEvents.ids;
import static io.tunnelwatch.log.internal.TestEvents.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.log.AlertLogFullException;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.file.FileDisk;
import io.tunnelwatch.log.internal.file.SegmentHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on a file system that is really full. Mounts a small one in memory, which only root may. */
class FullDiskIT {

    private static final Position BEGINNING = new Position(SegmentHeader.NO_EPOCH, 0);
    private static final AlertKey PRESSURE = AlertKey.ofSystem(AlertKind.LOG_PRESSURE);

    @TempDir
    Path folder;

    private final TestConsumer store = new TestConsumer("alert-store");
    private final List<UUID> accepted = new ArrayList<>();
    private Path mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = Files.createDirectory(folder.resolve("mounted"));
        run("mount", "-t", "tmpfs", "-o", "size=3m", "tunnelwatch-test", mounted.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", mounted.toString());
    }

    @Test
    void aLogOnAFullDiskHasASegmentOfRoomThenRefusesAndGoesOnWhenThereIsRoom() throws Exception {
        try (OpenLog log = open()) {
            log.consumers().add(store);
            append(log); // begins a segment
            log.keepHouse();
            fillTheDisk();

            int room = 0;
            AlertLogFullException full = null;
            while (full == null) {
                try {
                    append(log);
                    log.keepHouse();
                    room++;
                } catch (AlertLogFullException e) {
                    full = e;
                }
            }
            assertThat(room).isGreaterThan(100); // what is left of the present segment, and one more
            assertThat(full.directory()).isEqualTo(mounted.resolve("log"));
            assertThat(log.openAlerts().find(PRESSURE)).isPresent();
            assertThatThrownBy(() -> append(log)).isInstanceOf(AlertLogFullException.class);

            Files.delete(mounted.resolve("ballast"));
            append(log);
            log.keepHouse();
            assertThat(log.openAlerts().find(PRESSURE)).isEmpty();
            assertThat(log.status(AppendCounts.NONE).reserveInUse()).isFalse();
            await().untilAsserted(() ->
                    assertThat(withoutPressure(ids(store.taken), log)).isEqualTo(accepted));
            assertThat(store.gaps).isEmpty();
        }
        try (OpenLog log = open()) {
            assertThat(withoutPressure(ids(log.read(BEGINNING, Integer.MAX_VALUE)), log))
                    .isEqualTo(accepted);
            assertThat(log.status(AppendCounts.NONE).missing()).isEmpty();
        }
    }

    private void append(OpenLog log) throws AppendRefusedException {
        Raised peer = raised("ada");
        List<AlertEvent> events = List.of(peer, ended(peer));
        log.append(events);
        events.forEach(event -> accepted.add(event.id()));
    }

    /** The log's own alert is the only one whose events this test did not append. */
    private List<UUID> withoutPressure(List<UUID> ids, OpenLog log) {
        List<UUID> own = new ArrayList<>(ids);
        long raisedAndResolved = log.read(BEGINNING, Integer.MAX_VALUE).stream()
                .flatMap(entry -> entry.event().stream())
                .filter(event -> !accepted.contains(event.id()))
                .peek(event -> own.remove(event.id()))
                .count();
        assertThat(raisedAndResolved).isEqualTo(2);
        return own;
    }

    private void fillTheDisk() throws IOException {
        byte[] zeros = new byte[4096];
        try (OutputStream ballast = Files.newOutputStream(mounted.resolve("ballast"))) {
            assertThatThrownBy(() -> {
                        while (true) {
                            ballast.write(zeros);
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s says: %s(this test mounts a file system: run it as root, with util-linux)", command[0], output)
                .isZero();
    }

    private OpenLog open() throws IOException {
        LogSettings settings = new LogSettings(mounted.resolve("log"), 64 << 10, 1 << 20, Duration.ofDays(1));
        return new OpenLog(settings, new FileDisk(), Clock.systemUTC(), begun -> {});
    }
}

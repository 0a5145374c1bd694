package io.tunnelwatch.log.internal;

import static io.tunnelwatch.log.internal.TestEvents.raised;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.LogStatus.MissingRange;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.deliver.LogReader;
import io.tunnelwatch.log.internal.file.FileDisk;
import io.tunnelwatch.log.internal.file.Recovery;
import io.tunnelwatch.log.internal.file.SegmentHeader;
import io.tunnelwatch.log.internal.file.SegmentList;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log cut at every byte of its last three frames, and with each byte of them flipped. */
class DamagedLogTest {

    private static final int FRAMES = 6;
    private static final int LAST_FRAMES = 3;

    @TempDir
    Path directory;

    private final List<UUID> written = new ArrayList<>();
    private final List<Long> frameEnds = new ArrayList<>();
    private Path file;
    private byte[] whole;

    @BeforeEach
    void writeALog() throws Exception {
        try (OpenLog log = open()) {
            for (int i = 0; i < FRAMES; i++) {
                // two events each, so that a frame that is kept in part would show
                List<AlertEvent> events = List.of(raised("a" + i), raised("b" + i));
                log.append(events);
                events.forEach(event -> written.add(event.id()));
                frameEnds.add(log.status(AppendCounts.NONE).bytes());
            }
        }
        file = segmentFile();
        whole = Files.readAllBytes(file);
        assertThat(whole).hasSize(frameEnds.get(FRAMES - 1).intValue());
    }

    @Test
    void aLogThatIsCutKeepsEveryFrameBeforeTheCut() throws Exception {
        for (int length = firstDamagedByte(); length < whole.length; length++) {
            int cut = length;
            byte[] bytes = Arrays.copyOf(whole, length);
            List<UUID> kept = idsOfFrames(frame -> frameEnds.get(frame) <= cut);

            Recovery.Recovered recovered = recoveredFrom(bytes);
            assertThat(ids(recovered)).as("cut at %d", length).isEqualTo(kept);
            assertThat(recovered.missing()).isEmpty();
        }
    }

    @Test
    void aLogWithAFlippedByteKeepsEveryOtherFrameAndListsTheOneThatIsMissing() throws Exception {
        for (int i = firstDamagedByte(); i < whole.length; i++) {
            int flipped = i;
            byte[] bytes = whole.clone();
            bytes[i] ^= (byte) 0xFF;
            int damaged = frameAt(flipped);
            List<UUID> kept = idsOfFrames(frame -> frame != damaged);

            Recovery.Recovered recovered = recoveredFrom(bytes);
            assertThat(ids(recovered)).as("byte %d flipped", i).isEqualTo(kept);
            if (damaged < FRAMES - 1) {
                assertThat(recovered.missing()).containsExactly(new MissingRange(damaged * 2L + 1, damaged * 2L + 2));
            } else {
                assertThat(recovered.damage()).singleElement().asString().contains("are no frame");
            }
        }
    }

    @Test
    void everyBitOfTheHeaderMayFlip() throws Exception {
        for (int bit = 0; bit < frameStart(0) * 8; bit++) {
            byte[] bytes = whole.clone();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(ids(recoveredFrom(bytes))).as("bit %d flipped", bit).isEqualTo(written);
        }
    }

    @Test
    void framesOfAnotherOpeningAreNoFramesOfThisOne() throws Exception {
        byte[] bytes = whole.clone();
        Path other = file.resolveSibling("000000000001-" + UUID.randomUUID() + ".log");
        Files.delete(file);
        Files.write(other, bytes);

        assertThat(Recovery.recover(directory).segments()).isEmpty();
    }

    @Test
    void aLogGoesOnBehindATornFrame() throws Exception {
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        AlertEvent later = raised("later");
        try (OpenLog log = open()) {
            log.keepHouse();
            assertThat(log.append(List.of(later)).sequence()).isEqualTo(11);
        }
        try (OpenLog log = open()) {
            List<UUID> expected = idsOfFrames(frame -> frame < FRAMES - 1);
            expected.add(later.id());
            assertThat(TestEvents.ids(log.read(new Position(SegmentHeader.NO_EPOCH, 0), 100)))
                    .isEqualTo(expected);
            assertThat(log.status(AppendCounts.NONE).missing()).isEmpty();
        }
    }

    private Recovery.Recovered recoveredFrom(byte[] bytes) throws IOException {
        replace(bytes);
        Recovery.Recovered recovered = Recovery.recover(directory);
        assertThat(recovered.open().picture().alerts()).hasSize(ids(recovered).size());
        return recovered;
    }

    /** In place: a file that is cut to nothing first is written to the disk when it is closed, thousands of times. */
    private void replace(byte[] bytes) throws IOException {
        try (RandomAccessFile output = new RandomAccessFile(file.toFile(), "rw")) {
            output.setLength(bytes.length);
            output.write(bytes);
        }
    }

    private static List<UUID> ids(Recovery.Recovered recovered) {
        return TestEvents.ids(new LogReader(new SegmentList(recovered.segments())).read(0, 100));
    }

    private List<UUID> idsOfFrames(Predicate<Integer> wanted) {
        List<UUID> ids = new ArrayList<>();
        for (int frame = 0; frame < FRAMES; frame++) {
            if (wanted.test(frame)) {
                ids.addAll(written.subList(frame * 2, frame * 2 + 2));
            }
        }
        return ids;
    }

    private int firstDamagedByte() {
        return frameStart(FRAMES - LAST_FRAMES);
    }

    private int frameStart(int frame) {
        return frame == 0
                ? (int) (2 * frameEnds.get(0) - frameEnds.get(1))
                : frameEnds.get(frame - 1).intValue();
    }

    private int frameAt(int offset) {
        int frame = 0;
        while (frameEnds.get(frame) <= offset) {
            frame++;
        }
        return frame;
    }

    private Path segmentFile() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private OpenLog open() throws IOException {
        LogSettings settings = new LogSettings(directory, 64 << 10, 1 << 20, Duration.ofDays(1));
        return new OpenLog(settings, new FileDisk(), Clock.systemUTC(), begun -> {});
    }
}

package io.tunnelwatch.log.internal;

import static io.tunnelwatch.log.internal.TestEvents.ids;
import static io.tunnelwatch.log.internal.TestEvents.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.LogStatus.MissingRange;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.file.FileDisk;
import io.tunnelwatch.log.internal.file.SegmentHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log's folder in which people, backups and file systems left what does not belong there. */
class StrangeFolderTest {

    private static final Position BEGINNING = new Position(SegmentHeader.NO_EPOCH, 0);

    @TempDir
    Path directory;

    private final List<UUID> written = new ArrayList<>();

    @BeforeEach
    void writeThreeSegments() throws Exception {
        for (int opening = 0; opening < 3; opening++) {
            try (OpenLog log = open()) {
                append(log, 4);
            }
        }
    }

    @Test
    void aCopyOfASegmentUnderALaterNameIsLeftAlone() throws Exception {
        Path first = segments().get(0);
        Path copy = first.resolveSibling(name(first).replace("000000000001-", "000000000009-"));
        Files.copy(first, copy);
        assertThatNothingIsLost();
        assertThat(copy).hasSameBinaryContentAs(first);
    }

    @Test
    void aCopyThatWasNotFinishedTakesNothingFromItsOriginal() throws Exception {
        Path last = segments().get(2);
        Path copy = last.resolveSibling(name(last).replace("000000000003-", "000000000004-"));
        Files.copy(last, copy);
        LogFolders.cut(copy, Files.size(copy) - 100);
        assertThatNothingIsLost();
    }

    @Test
    void segmentsHaveTheOrderInWhichTheyWereWrittenWhateverTheirNames() throws Exception {
        Path first = segments().get(0);
        Files.move(first, first.resolveSibling(name(first).replace("000000000001-", "000000000007-")));
        assertThatNothingIsLost();
    }

    @Test
    void aSegmentThatIsGoneIsListedAndTheOthersCount() throws Exception {
        Files.delete(segments().get(1));
        try (OpenLog log = open()) {
            assertThat(log.status(AppendCounts.NONE).missing()).containsExactly(new MissingRange(5, 8));
            written.subList(4, 8).clear();
            assertThat(ids(log.read(BEGINNING, 100))).isEqualTo(written);
        }
    }

    @Test
    void aDirectoryWithTheNameOfASegmentIsNone() throws Exception {
        Files.createDirectory(directory.resolve("000000000008-" + UUID.randomUUID() + ".log"));
        assertThatNothingIsLost();
    }

    @Test
    void anEmptyFileWithTheNameOfASegmentIsNone() throws Exception {
        Files.createFile(directory.resolve("000000000008-" + UUID.randomUUID() + ".log"));
        assertThatNothingIsLost();
    }

    @Test
    void theHighestNameLeavesRoomForHigherOnes() throws Exception {
        Files.createFile(directory.resolve("999999999999-" + UUID.randomUUID() + ".log"));
        assertThatNothingIsLost();
    }

    @Test
    void namesAreTheSameInEveryLanguage() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThatNothingIsLost();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aFolderThatCanNotBeMadeIsSaidAndHoldsNothingOpen() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        LogSettings settings = new LogSettings(file.resolve("log"), 64 << 10, 1 << 20, Duration.ofDays(1));
        assertThatThrownBy(() -> new OpenLog(settings, new FileDisk(), Clock.systemUTC(), begun -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    /** Neither in this opening, nor in one after it, in which what was appended meanwhile is there too. */
    private void assertThatNothingIsLost() throws Exception {
        for (int opening = 0; opening < 3; opening++) {
            try (OpenLog log = open()) {
                log.keepHouse();
                assertThat(ids(log.read(BEGINNING, 100))).isEqualTo(written);
                assertThat(log.status(AppendCounts.NONE).missing()).isEmpty();
                assertThat(log.openAlerts().alerts()).hasSize(written.size());
                append(log, 2);
            }
        }
    }

    private void append(OpenLog log, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Raised event = raised("peer" + written.size());
            log.append(List.of(event));
            written.add(event.id());
        }
    }

    private List<Path> segments() throws IOException {
        return LogFolders.segmentsIn(directory);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private OpenLog open() throws IOException {
        LogSettings settings = new LogSettings(directory, 64 << 10, 1 << 20, Duration.ofDays(1));
        return new OpenLog(settings, new FileDisk(), Clock.systemUTC(), begun -> {});
    }
}

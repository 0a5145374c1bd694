package io.tunnelwatch.log.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentPlaceTest {

    private static final Instant LONG_AGO = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    Path root;

    private Path folder;
    private Path file;
    private SegmentPlace place;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
        file = Files.writeString(folder.resolve("segment"), "frames");
        Files.setLastModifiedTime(folder, FileTime.from(LONG_AGO));
        place = new SegmentPlace(file, InstantSource.system());
        assertThat(place.isHeld()).isTrue();
    }

    @Test
    void aFileThatIsWrittenStaysInItsPlace() throws IOException {
        Files.writeString(file, "more frames");
        Files.writeString(folder.resolve("reserve"), "zeros");

        assertThat(place.isHeld()).isTrue();
        assertThat(place.isHeld()).isTrue();
    }

    @Test
    void aFileThatIsDeletedOrMovedAwayIsMissed() throws IOException {
        Files.move(file, root.resolve("elsewhere"));

        assertThatThrownBy(place::isHeld).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(place::isHeld).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileThatIsReplacedIsNoticedEachTime() throws IOException {
        Path copy = Files.copy(file, root.resolve("copy"));
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(place.isHeld()).isFalse();
        assertThat(place.isHeld()).isFalse();
    }

    @Test
    void aFolderThatIsReplacedIsNoticedThoughItsTimeIsTheSame() throws IOException {
        Path old = root.resolve("old");
        Files.move(folder, old);
        Files.createDirectory(folder);
        Files.copy(old.resolve("segment"), file);
        Files.setLastModifiedTime(folder, FileTime.from(LONG_AGO));

        assertThat(place.isHeld()).isFalse();
    }

    @Test
    void aSecondChangeWithinTheSameTickIsNoticed() throws IOException {
        FileTime tick = FileTime.from(Instant.now());
        Files.setLastModifiedTime(folder, tick);
        assertThat(place.isHeld()).isTrue();

        Path copy = Files.copy(file, root.resolve("copy"));
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(folder, tick);

        assertThat(place.isHeld()).isFalse();
    }
}

package io.tunnelwatch.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {

    @TempDir
    Path folder;

    @Test
    void hasItsNameWhenItIsWhole() throws Exception {
        Path file = folder.resolve("week.csv");
        try (NewFile made = NewFile.begin(file, false)) {
            made.out().write("one".getBytes(UTF_8));
            assertThat(file).doesNotExist();
            assertThat(names()).singleElement().asString().matches("week\\.csv\\.[0-9a-f]{8}\\.part");
            made.out().write("two".getBytes(UTF_8));
            assertThat(made.finish()).isEqualTo(6);
        }

        assertThat(file).hasContent("onetwo");
        assertThat(names()).containsExactly("week.csv");
    }

    @Test
    void whoDoesNotFinishLeavesNothing() throws Exception {
        try (NewFile made = NewFile.begin(folder.resolve("week.csv"), false)) {
            made.out().write(1);
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void aFileThatIsThereStaysUnlessItMayBeReplaced() throws Exception {
        Path file = Files.writeString(folder.resolve("week.csv"), "old");

        assertThatThrownBy(() -> NewFile.begin(file, false)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("old");

        try (NewFile made = NewFile.begin(file, true)) {
            made.out().write("new".getBytes(UTF_8));
            assertThat(file).hasContent("old");
            made.finish();
        }
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("week.csv");
    }

    @Test
    void aFileThatCameMeanwhileStays() throws Exception {
        Path file = folder.resolve("week.csv");
        try (NewFile made = NewFile.begin(file, false)) {
            Files.writeString(file, "of somebody else");
            assertThatThrownBy(made::finish).isInstanceOf(FileAlreadyExistsException.class);
        }

        assertThat(file).hasContent("of somebody else");
        assertThat(names()).containsExactly("week.csv");
    }

    @Test
    void whatIsNoFileIsNeverReplaced() throws Exception {
        Path other = Files.createDirectory(folder.resolve("week.csv"));

        assertThatThrownBy(() -> NewFile.begin(other, true)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> NewFile.begin(Path.of("/dev/null"), true))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aSymbolicLinkGoesOnPointingToTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("real.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        try (NewFile made = NewFile.begin(link, true)) {
            made.out().write("new".getBytes(UTF_8));
            made.finish();
        }

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> NewFile.begin(folder.resolve("no/week.csv"), false))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(folder.resolve("no").toString());
    }

    @Test
    void anInterruptEndsWritingAndLeavesNothing() throws Exception {
        try (NewFile made = NewFile.begin(folder.resolve("week.csv"), false)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> made.out().write(1)).isInstanceOf(ClosedByInterruptException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(names()).isEmpty();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

package io.tunnelwatch.notifier.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    private Path folder;

    @Test
    void itIsTheSameAfterARestart() throws IOException {
        Path file = folder.resolve("sub/id");

        assertThat(Installation.id(file)).matches("[0-9a-f]{8}").isEqualTo(Files.readString(file));
        Files.writeString(file, "01234567\n"); // by an earlier run
        assertThat(Installation.id(file)).isEqualTo("01234567");
    }

    @Test
    void aFileThatCannotBeUsedDoesNotMatter() throws IOException {
        Path file = Files.writeString(folder.resolve("id"), "nonsense");

        assertThat(Installation.id(file)).matches("[0-9a-f]{8}").isEqualTo(Files.readString(file));
        assertThat(Installation.id(file.resolve("below/a/file"))).matches("[0-9a-f]{8}");
    }
}

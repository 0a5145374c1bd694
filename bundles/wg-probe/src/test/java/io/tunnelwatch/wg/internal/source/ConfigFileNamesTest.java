package io.tunnelwatch.wg.internal.source;

import static io.tunnelwatch.wg.internal.dump.DumpText.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileNamesTest {

    @TempDir
    private Path directory;

    private long nanos;
    private ConfigFileNames names;

    @BeforeEach
    void lookAtTheDirectory() {
        names = new ConfigFileNames(directory, () -> nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Name = ada",
                "#Name=ada",
                "# friendly_name=ada",
                "# friendly_name = ada",
                "## NAME =  ada \t",
                "\t# Friendly_Name =ada\r"
            })
    void aNameIsFoundInsideASectionAndRightAboveIt(String comment) throws IOException {
        write("wg0.conf", "[Peer]", comment, "PublicKey = " + key(1), "", comment, "[Peer]", "PublicKey=" + key(2));

        assertThat(names.nameOf(key(1))).contains("ada");
        assertThat(names.nameOf(key(2))).contains("ada");
    }

    @Test
    void eachPeerGetsItsOwnName() throws IOException {
        write(
                "wg0.conf",
                "# Name = the gateway",
                "[Interface]",
                "PrivateKey = " + key(9),
                "# Name = still the gateway",
                "",
                "# Name = ada",
                "# moved in 2023",
                "[Peer]",
                "PublicKey = " + key(1) + " # laptop",
                "PresharedKey = " + key(8),
                "AllowedIPs = 10.0.0.2/32",
                "# Name = grace",
                "[peer]",
                "publickey=" + key(2),
                "",
                "[Peer]",
                "PublicKey = " + key(3),
                "AllowedIPs = 10.0.0.4/32",
                "# Name = linus",
                "",
                "[Peer]",
                "PublicKey = " + key(4));

        assertThat(names.nameOf(key(1))).contains("ada");
        assertThat(names.nameOf(key(2))).contains("grace");
        assertThat(names.nameOf(key(3))).contains("linus");
        assertThat(names.nameOf(key(4))).isEmpty();
        assertThat(names.nameOf(key(9))).isEmpty();
        assertThat(names.nameOf(key(8))).isEmpty();
    }

    @Test
    void aNameInsideTheLastSectionIsFoundAtTheEndOfTheFile() throws IOException {
        write("wg0.conf", "[Peer]", "PublicKey = " + key(1), "# Name = ada");

        assertThat(names.nameOf(key(1))).contains("ada");
    }

    @Test
    void aNameIsTrimmedCleanedAndBounded() throws IOException {
        write("wg0.conf", "[Peer]", "#Name =  a\u001b[31m\u0007da " + "x".repeat(200), "PublicKey=" + key(1));

        assertThat(names.nameOf(key(1)).orElseThrow()).startsWith("a[31mda x").hasSize(100);
    }

    @Test
    void aKeyInPlaceOfANameIsNotTaken() throws IOException {
        write("wg0.conf", "[Peer]", "# Name = " + key(9), "PublicKey=" + key(1));

        assertThat(names.nameOf(key(1))).isEmpty();
    }

    @Test
    void theFirstFileCountsByItsName() throws IOException {
        write("wg1.conf", "[Peer]", "#Name=second", "PublicKey=" + key(1));
        write("wg0.conf", "[Peer]", "#Name=first", "PublicKey=" + key(1));
        write("a.txt", "[Peer]", "#Name=none", "PublicKey=" + key(1));

        assertThat(names.nameOf(key(1))).contains("first");
    }

    @Test
    void aFileThatChangesIsReadAgain() throws IOException {
        assertThat(names.nameOf(key(1))).isEmpty();
        write("wg0.conf", "[Peer]", "#Name=ada", "PublicKey=" + key(1));
        assertThat(names.nameOf(key(1))).as("within the same second").isEmpty();

        nextLook();
        assertThat(names.nameOf(key(1))).contains("ada");

        write("wg0.conf", "[Peer]", "#Name=countess", "PublicKey=" + key(1));
        nextLook();
        assertThat(names.nameOf(key(1))).contains("countess");

        Files.delete(directory.resolve("wg0.conf"));
        nextLook();
        assertThat(names.nameOf(key(1))).isEmpty();
    }

    @Test
    void aFileOfTheSameTimeAndSizeIsNotReadAgain() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2025-01-01T00:00:00Z"));
        Path file = write("wg0.conf", "[Peer]", "#Name=ada", "PublicKey=" + key(1));
        Files.setLastModifiedTime(file, time);
        assertThat(names.nameOf(key(1))).contains("ada");

        write("wg0.conf", "[Peer]", "#Name=bob", "PublicKey=" + key(1));
        Files.setLastModifiedTime(file, time);
        nextLook();

        assertThat(names.nameOf(key(1))).contains("ada");
    }

    @Test
    void aDirectoryThatCannotBeReadHasNoNames() {
        assertThat(new ConfigFileNames(directory.resolve("missing")).nameOf(key(1)))
                .isEmpty();
    }

    @Test
    void whatIsNoFileIsPassedOver() throws Exception {
        Files.createDirectory(directory.resolve("folder.conf"));
        Files.createSymbolicLink(directory.resolve("broken.conf"), directory.resolve("nowhere"));
        assertThat(new ProcessBuilder("mkfifo", directory.resolve("pipe.conf").toString())
                        .start()
                        .waitFor())
                .isZero();
        write("wg0.conf", "[Peer]", "#Name=ada", "PublicKey=" + key(1));

        assertThat(names.nameOf(key(1))).contains("ada");
    }

    private void nextLook() {
        nanos += 1_000_000_000L;
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

package io.tunnelwatch.datasource.internal;

import static io.tunnelwatch.datasource.internal.Databases.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.datasource.SqliteFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy to a file system that is really full. Mounts a small one in memory, which only root may. */
class FullDiskIT {

    @TempDir
    Path folder;

    private Path mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = Files.createDirectory(folder.resolve("mounted"));
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tunnelwatch-test", mounted.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", mounted.toString());
    }

    @Test
    void aFullDiskIs53100AndNothingIsLeftThere() throws Exception {
        Path file = folder.resolve("alerts.db");
        Databases.fill(file, 10_000);
        SqliteFile files = Databases.files(file);
        Path copy = mounted.resolve("copy.db");
        SQLException error = errorOf(copy, () -> {
            files.copy(file, copy, (done, total) -> {});
            return null;
        });
        assertThat(error.getSQLState()).isEqualTo("53100");
        assertThat(error.getMessage()).contains("Make room on the disk");
        assertThat(mounted).isEmptyDirectory();
        assertThat(files.check(file, 1)).isEmpty();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s says: %s(this test mounts a file system: run it as root, with util-linux)", command[0], output)
                .isZero();
    }
}

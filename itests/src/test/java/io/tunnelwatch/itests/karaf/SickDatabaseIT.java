package io.tunnelwatch.itests.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Karaf that starts with no usable database: everything else works, the fault is explained, and when its cause is
 * gone the history is complete within 10 s, with nothing restarted.
 */
class SickDatabaseIT {

    private static final Duration COMPLETE_WITHIN = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    private static KarafProcess karaf;
    private static Path directory;
    private static Path database;

    @BeforeAll
    static void unpack() {
        karaf = KarafProcess.unpack(folder);
        directory = folder.resolve("databases");
        database = directory.resolve("alerts.db");
        karaf.watchScenario();
        karaf.writeConfig(
                "org.ops4j.datasource-tunnelwatch.cfg",
                "osgi.jdbc.driver.name = tunnelwatch-sqlite",
                "dataSourceName = tunnelwatch",
                "osgi.jndi.service.name = tunnelwatch",
                "pool = dbcp2-local",
                "xa = true",
                "url = jdbc:sqlite:" + database);
    }

    @AfterEach
    void stop() throws Exception {
        karaf.stop();
        chattr("-i");
    }

    @AfterAll
    static void close() {
        karaf.close();
    }

    @Test
    void itsDirectoryIsMissing() throws Exception {
        // the parent of the file was forgotten: the store says so, and does not make folders where nobody asked
        remove();
        startAndHeal("MISSING", "Create the directory " + directory, () -> Files.createDirectory(directory));
    }

    @Test
    void itsDirectoryIsReadOnly() throws Exception {
        remove();
        Files.createDirectory(directory);
        chattr("+i");
        startAndHeal("READONLY", "Make " + directory + " writable", () -> chattr("-i"));
    }

    @Test
    void aDirectoryIsInItsPlace() throws Exception {
        remove();
        Files.createDirectories(database);
        startAndHeal("MISSING", "Move the directory " + database + " away", () -> Files.delete(database));
    }

    private static void startAndHeal(String state, String hint, ThrowingRunnable heal) throws Exception {
        karaf.start();
        long pid = karaf.pid();
        assertThat(karaf.inactiveBundles()).isEmpty();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        karaf.json("alert:list").path("alerts").findValuesAsText("state"))
                .contains("OPEN"));
        assertThat(karaf.run("alert:list").orFail()).contains(state);
        JsonNode store = karaf.json("alert:store");
        assertThat(store.path("state").asText()).isEqualTo(state);
        assertThat(store.path("cause").asText()).contains(database.toString());
        assertThat(store.path("hint").asText()).contains(hint);

        long accepted = karaf.json("alert:log").path("lastSequence").asLong();
        assertThat(accepted).isPositive();

        try {
            heal.run();
        } catch (Throwable e) {
            throw new AssertionError("The cause could not be removed", e);
        }
        long healed = System.nanoTime();
        await().atMost(COMPLETE_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(AssertionError.class) // as long as there is no file, or no table
                .until(() -> SqliteShell.of(database).number("SELECT count(*) FROM alert_event") >= accepted);
        System.out.printf(
                "SickDatabaseIT: %s, history complete %.1f s after its cause was gone%n",
                state, (System.nanoTime() - healed) / 1e9);
        await().atMost(COMPLETE_WITHIN).untilAsserted(() -> assertThat(
                        karaf.json("alert:store").path("state").asText())
                .isEqualTo("AVAILABLE"));
        assertThat(karaf.pid()).isEqualTo(pid);
    }

    private static void remove() throws Exception {
        if (Files.isDirectory(directory)) {
            chattr("-i");
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    /** Not even root may write into a folder with the attribute {@code i}. */
    private static void chattr(String change) throws Exception {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Process chattr = new ProcessBuilder("chattr", change, directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(chattr.getInputStream().readAllBytes());
        assertThat(chattr.waitFor(5, TimeUnit.SECONDS) && chattr.exitValue() == 0)
                .as(
                        "chattr %s %s (needs root, and a file system like ext4 under the temporary folder): %s",
                        change, directory, said)
                .isTrue();
    }
}

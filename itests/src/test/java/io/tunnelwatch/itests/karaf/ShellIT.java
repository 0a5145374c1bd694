package io.tunnelwatch.itests.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The shell as people have it: through SSH, with the role of their user, and on a terminal. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShellIT {

    private static final String PASSWORD = "a-password-of-this-test";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static KarafProcess karaf;

    @BeforeAll
    static void startWithAUserOfEachRole() throws IOException {
        karaf = KarafProcess.unpack(folder);
        karaf.watchScenario();
        karaf.start();
        Files.write(karaf.etc("users.properties"), List.of(user("viewer"), user("manager")), StandardOpenOption.APPEND);
        await().atMost(LIMIT).until(() -> karaf.json("wg:peers").get("peers").size() > 0);
    }

    @AfterAll
    static void end() {
        if (karaf != null) {
            karaf.close();
        }
    }

    @Test
    void aViewerReads() {
        for (String command : List.of("alert:list", "alert:store", "wg:peers --json", "alerts", "peers", "down")) {
            assertThat(as("viewer", command).succeeded()).as(command).isTrue();
        }
        for (String command : List.of(
                "alert:ack 0199", "alert:silence --all --for 1m", "wg:probe", "alert:backup", "alert:rebuild --yes")) {
            assertRefused("viewer", command);
        }
    }

    @Test
    void aManagerActsOnAlertsAndNotOnTheDatabase() {
        assertThat(as("manager", "alert:silence --gateway nowhere --for 1m").orFail())
                .contains("gateway nowhere");
        assertThat(as("manager", "wg:probe").succeeded()).isTrue();
        assertThat(as("manager", "alert:ack 0199").output()).contains("No alert has an id");
        assertThat(as("manager", "alert:export new.csv").succeeded()).isTrue();
        assertThat(as("manager", "alert:export --force new.csv").succeeded())
                .as("a manager replaces a file")
                .isFalse();
        for (String command : List.of("alert:backup", "alert:restore --yes x.db", "alert:rebuild --yes")) {
            assertRefused("manager", command);
        }
        assertThat(karaf.run("alert:backup").succeeded()).isTrue();
    }

    @Test
    void aLiveTableNeedsATerminalAndSaysSo() {
        CommandResult result = karaf.run("wg:watch");

        assertThat(result.succeeded()).isFalse();
        assertThat(result.output() + result.errors())
                .contains("This needs a terminal, and there is none here: wg:peers tells the same once");
    }

    @Test
    void aLiveTableIsRenewedOnATerminalAndEndsWithCtrlC() throws IOException {
        Process client = karaf.terminal();
        try (OutputStream keyboard = client.getOutputStream()) {
            StringBuffer seen = seenOn(client.getInputStream());
            awaitText(seen, "@root", 0);
            int before = seen.length();
            type(keyboard, "wg:watch --gateway scenario\r");
            awaitText(seen, "VERDICT", before);
            // the seconds of the headline are renewed
            int table = seen.length();
            await().atMost(LIMIT).until(() -> seen.length() > table + 20);

            int end = seen.length();
            type(keyboard, "\u0003");
            awaitText(seen, "\u001b[?1049l", end);
            type(keyboard, "shell:echo back-$(shell:echo again)\r");
            awaitText(seen, "back-again", end);
            assertThat(seen.indexOf("\u001b[?1049h", end)).isEqualTo(-1);
        } finally {
            client.descendants().forEach(ProcessHandle::destroyForcibly);
            client.destroyForcibly();
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void anEditedFileCountsAtOnceAndStaysOverARestart() throws IOException {
        Path file = karaf.etc("org.apache.karaf.command.acl.alert.cfg");
        Files.writeString(
                file, Files.readString(file).replace("backup = admin", "backup = viewer") + "store = admin\n");
        await().atMost(LIMIT).until(() -> as("viewer", "alert:backup --list").succeeded());

        karaf.stop();
        karaf.start();

        assertThat(Files.readString(file)).contains("backup = viewer");
        assertThat(as("viewer", "alert:backup --list").succeeded()).isTrue();
        assertRefused("viewer", "alert:store");
    }

    /** To those who may not run a command Karaf says that there is none. */
    private static void assertRefused(String user, String command) {
        CommandResult result = as(user, command);
        assertThat(result.succeeded()).as(user + ": " + command).isFalse();
        assertThat(result.output() + result.errors()).contains("Command not found");
    }

    private static CommandResult as(String user, String command) {
        return karaf.runAs(user, PASSWORD, command);
    }

    private static String user(String role) {
        return role + " = " + PASSWORD + "," + role + ",ssh";
    }

    private static StringBuffer seenOn(InputStream output) {
        StringBuffer seen = new StringBuffer();
        Thread reader = new Thread(
                () -> {
                    byte[] bytes = new byte[8192];
                    try {
                        for (int count = output.read(bytes); count >= 0; count = output.read(bytes)) {
                            seen.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
                        }
                    } catch (IOException e) {
                        seen.append(e);
                    }
                },
                "seen on the terminal");
        reader.setDaemon(true);
        reader.start();
        return seen;
    }

    private static void type(OutputStream keyboard, String text) throws IOException {
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private static void awaitText(StringBuffer seen, String text, int from) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(seen.substring(from)).contains(text));
    }
}

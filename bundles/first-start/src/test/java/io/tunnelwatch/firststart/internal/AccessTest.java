package io.tunnelwatch.firststart.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

    private static final String GROUP_LINE = "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private Path etc;
    private Path passwordFile;

    @BeforeEach
    void aFreshAssembly() throws IOException {
        etc = Files.createDirectory(folder.resolve("etc"));
        passwordFile = folder.resolve("data/tunnelwatch/first-password");
        Files.writeString(etc.resolve("users.properties"), "# users\n" + GROUP_LINE + "\n");
        Files.writeString(etc.resolve("keys.properties"), "# keys\n#karaf = old\n" + GROUP_LINE + "\n");
    }

    @Test
    void theFirstStartMakesAnAdministratorWithAHashOfThePrintedPassword() throws IOException {
        assertThat(start()).isTrue();

        assertThat(lines("users.properties"))
                .containsExactly(
                        "# users", GROUP_LINE, "admin = " + Passwords.hash(printedPassword()) + ",_g_:admingroup");
        assertThat(printedPassword()).hasSize(Passwords.LENGTH);
    }

    @Test
    void noFileHoldsThePasswordWhenSomebodyReadsTheTerminal() throws IOException {
        assertThat(start()).isTrue();

        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            assertThat(files).noneMatch(file -> read(file).contains(printedPassword()));
        }
    }

    @Test
    void withoutATerminalThePasswordIsInAFileOfTheOwnerToo() throws IOException {
        start(Optional.of(passwordFile));

        assertThat(passwordFile).hasContent(printedPassword() + "\n");
        assertThat(mode(passwordFile)).isEqualTo("rw-------");
    }

    @Test
    void everySecretIsReadableByItsOwnerOnly() throws IOException {
        start();

        for (String name : List.of("users.properties", "keys.properties", "client.key")) {
            assertThat(mode(etc.resolve(name))).as(name).isEqualTo("rw-------");
        }
        try (Stream<Path> files = Files.list(etc)) {
            assertThat(files).as("nothing half done is left").hasSize(3);
        }
    }

    @Test
    void theSecondStartChangesNothing() throws IOException {
        start();
        List<String> users = lines("users.properties");
        String key = read(etc.resolve("client.key"));

        assertThat(start()).isFalse();
        assertThat(lines("users.properties")).isEqualTo(users);
        assertThat(etc.resolve("client.key")).hasContent(key);
    }

    @Test
    void anAdministratorDeletedOnPurposeStaysDeleted() throws IOException {
        start();
        Files.writeString(etc.resolve("users.properties"), "");

        assertThat(start()).isFalse();
        assertThat(lines("users.properties")).isEmpty();
    }

    @Test
    void aUserWhoWasThereBeforeIsEnough() throws IOException {
        Files.writeString(etc.resolve("users.properties"), "ada = secret,viewer\n");

        assertThat(start()).isFalse();
        assertThat(lines("users.properties")).containsExactly("ada = secret,viewer");
        assertThat(etc.resolve("client.key")).doesNotExist();
    }

    @Test
    void aStartThatWasCutOffBeforeTheUserWasWrittenIsMadeAgain() throws IOException {
        start();
        Files.move(etc.resolve("client.key"), etc.resolve("client.key.unfinished"));
        Files.writeString(etc.resolve("users.properties"), GROUP_LINE + "\n");
        terminal.reset();

        assertThat(start()).isTrue();
        assertThat(lines("users.properties").get(1)).contains(Passwords.hash(printedPassword()));
        assertThat(lines("keys.properties"))
                .filteredOn(line -> line.startsWith("admin"))
                .hasSize(1);
    }

    @Test
    void aStartThatWasCutOffBeforeTheKeyHadItsNameIsFinished() throws IOException {
        start();
        Files.move(etc.resolve("client.key"), etc.resolve("client.key.unfinished"));

        assertThat(start()).isFalse();
        assertThat(etc.resolve("client.key")).exists();
    }

    private boolean start() throws IOException {
        return start(Optional.empty());
    }

    private boolean start(Optional<Path> file) throws IOException {
        Announcement announcement = new Announcement(new PrintStream(terminal, true, UTF_8), file);
        return new Access(etc, new Passwords(), announcement).prepare();
    }

    private String printedPassword() {
        Matcher printed = Pattern.compile("password {2}(\\S+)").matcher(terminal.toString(UTF_8));
        assertThat(printed.find()).as(terminal.toString(UTF_8)).isTrue();
        return printed.group(1);
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(etc.resolve(name));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}

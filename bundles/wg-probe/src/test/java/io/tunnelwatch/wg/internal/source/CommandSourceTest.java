package io.tunnelwatch.wg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tunnelwatch.wg.internal.dump.Dump;
import io.tunnelwatch.wg.internal.dump.DumpInterface;
import io.tunnelwatch.wg.internal.dump.DumpText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command prints and says, and what becomes of it. */
class CommandSourceTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String INTERFACE = DumpText.anInterface("wg0", 51820);

    @TempDir
    private Path directory;

    @Test
    void theDumpThatACommandPrintsIsRead() throws Exception {
        FakeWg wg = FakeWg.printing(directory, DumpText.withPeers(3));

        Reading reading = read(wg);

        assertThat(reading.dump().peers()).hasSize(3);
        assertThat(reading.unreadableInterfaces()).isEmpty();
    }

    @Test
    void aLargeDumpComesThroughThePipeWhole() throws Exception {
        FakeWg wg = FakeWg.printing(directory, DumpText.withPeers(65_536));

        assertThat(read(wg).dump().peers()).hasSize(65_536);
    }

    @Test
    void aCommandThatPrintsNothingHasNoInterface() throws Exception {
        assertThat(read(FakeWg.running(directory, "exit 0"))).isEqualTo(new Reading(Dump.EMPTY, Map.of()));
    }

    @Test
    void interfacesThatWgCouldNotReadAreNamedWithTheReason() throws Exception {
        FakeWg wg = FakeWg.printing(directory, DumpText.bytes(INTERFACE));
        wg.run(
                """
                echo 'Unable to access interface wg1: No such device' >&2
                echo 'Unable to access interface wg2: Protocol not supported' >&2
                cat "$(dirname "$0")/dump\"""");

        Reading reading = read(wg);

        assertThat(reading.dump().interfaces()).containsExactly(new DumpInterface("wg0", 51820));
        assertThat(reading.unreadableInterfaces())
                .containsOnlyKeys("wg1", "wg2")
                .containsEntry("wg1", "No such device");
    }

    @Test
    void aCommandThatPrintsNothingButComplainsHasFailed() throws Exception {
        FakeWg wg = FakeWg.running(directory, "echo 'connection lost' >&2");

        assertFails(wg).withMessageContaining("printed nothing").withMessageContaining("connection lost");
    }

    @Test
    void anExitStatusIsToldWithTheFirstLineOfTheErrors() throws Exception {
        FakeWg wg = FakeWg.running(directory, "printf 'no \\033[31mluck\\n more\\n' >&2; exit 3");

        assertFails(wg)
                .withMessageContaining("show all dump")
                .withMessageContaining("exit status 3")
                .withMessageContaining("no  [31mluck")
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("more").doesNotContain("\u001b"));
    }

    @Test
    void aKeyAmongTheErrorsIsNotRepeated() throws Exception {
        FakeWg wg = FakeWg.running(directory, "echo 'key " + DumpText.key(9) + "' >&2; exit 1");

        assertFails(wg).satisfies(e -> assertThat(e.getMessage()).doesNotContain(DumpText.key(9)));
    }

    @Test
    void aMissingPermissionComesWithAHint() throws Exception {
        FakeWg wg =
                FakeWg.running(directory, "echo 'Unable to access interface wg0: Operation not permitted' >&2; exit 1");

        assertFails(wg).withMessageContaining("CAP_NET_ADMIN").withMessageContaining("sudo");
    }

    @Test
    void aProgramThatIsMissingIsNamedWithAHint() {
        CommandSource source = new CommandSource(List.of("no-such-wg", "show", "all", "dump"), LONG);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(source::read)
                .withMessageContaining("'no-such-wg'")
                .withMessageContaining("wireguard-tools")
                .withMessageContaining("PATH");
    }

    @Test
    void aProgramThatMayNotBeRunIsNamed() throws Exception {
        Path script = Files.writeString(directory.resolve("wg"), "#!/bin/sh\n");

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(new CommandSource(List.of(script.toString()), LONG)::read)
                .withMessageContaining("permission denied");
    }

    @Test
    void garbageIsToldWithItsLine() throws Exception {
        assertFails(FakeWg.printing(directory, DumpText.bytes(INTERFACE + "garbage\n")))
                .withMessageContaining("line 2");
    }

    @Test
    void halfADumpIsNeverTakenForAWholeOne() throws Exception {
        byte[] whole = DumpText.withPeers(2);
        FakeWg wg = FakeWg.printing(directory, whole);
        int firstLine = INTERFACE.length();
        for (int length = firstLine + 1; length < whole.length; length += 20) {
            wg.print(Arrays.copyOf(whole, length));
            if (whole[length - 1] != '\n') {
                assertFails(wg).withMessageContaining("half a dump");
            }
        }
    }

    @Test
    void argumentsReachTheProgramAsTheyAreWithoutAShell() throws Exception {
        FakeWg wg = FakeWg.running(directory, "[ \"$1\" = '$(id);' ] && [ $# = 2 ] && exit 7");
        String program = wg.command().get(0);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(new CommandSource(List.of(program, "$(id);", "a b"), LONG)::read)
                .withMessageContaining("exit status 7");
    }

    @Test
    void theCommandSpeaksEnglishAndHasNoInput() throws Exception {
        assertThat(read(FakeWg.running(directory, "[ \"$LC_ALL\" = C ] && [ -z \"$(cat)\" ] || exit 1"))
                        .dump())
                .isEqualTo(Dump.EMPTY);
    }

    private static Reading read(FakeWg wg) throws SourceException, InterruptedException {
        return new CommandSource(wg.command(), LONG).read();
    }

    private static ThrowableAssertAlternative<SourceException> assertFails(FakeWg wg) {
        return assertThatExceptionOfType(SourceException.class).isThrownBy(() -> read(wg));
    }
}

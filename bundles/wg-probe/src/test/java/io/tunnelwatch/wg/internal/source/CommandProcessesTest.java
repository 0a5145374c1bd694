package io.tunnelwatch.wg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.wg.internal.dump.DumpText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a command does, a read ends, and none of its processes is left. */
@Timeout(60)
class CommandProcessesTest {

    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Duration LONG = Duration.ofSeconds(50);

    /** Each process of a test writes its number here. */
    private static final String NOTE = "pids=\"$(dirname \"$0\")/pids\"; echo $$ >>\"$pids\"\n";

    private static final String DUMP = "cat \"$(dirname \"$0\")/dump\"\n";

    @TempDir
    private Path directory;

    @AfterEach
    void noProcessIsLeft() throws IOException {
        assertThat(pids()).isNotEmpty();
        // the kernel ends them in its own time when the machine has much to do
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(pids()).noneMatch(CommandProcessesTest::isRunning));
    }

    @Test
    void aCommandThatHangsIsEndedAtTheTimeLimit() throws Exception {
        assertTimesOut("sleep 1000");
    }

    @Test
    void aCommandThatPrintedADumpAndHangsIsEndedAtTheTimeLimit() throws Exception {
        assertTimesOut(DUMP + "sleep 1000");
    }

    @Test
    void aCommandThatIgnoresSignalsIsEnded() throws Exception {
        assertTimesOut("trap '' TERM INT HUP\nwhile :; do sleep 1; done");
    }

    @Test
    void childrenOfChildrenThatIgnoreSignalsAreEnded() throws Exception {
        assertTimesOut(
                "(trap '' TERM; sh -c 'trap \"\" TERM; echo $$ >>\"'$pids'\"; sleep 1000; :' & sleep 1000; :) & wait");
        assertThat(pids()).hasSize(2);
    }

    @Test
    void anOrphanOfACommandThatHangsIsEnded() throws Exception {
        assertTimesOut("sh -c 'sleep 1000 & echo $! >>\"'$pids'\"'\nsleep 1000");
        assertThat(pids()).hasSize(2);
    }

    @Test
    void anOrphanThatHoldsThePipeDelaysNothing() throws Exception {
        long start = System.nanoTime();

        Reading reading =
                source(LONG, "sleep 1000 & echo $! >>\"$pids\"\n" + DUMP).read();

        assertThat(reading.dump().peers()).hasSize(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(pids()).hasSize(2);
    }

    @Test
    void aDaemonThatLetGoOfThePipeIsEndedToo() throws Exception {
        source(LONG, "(setsid sleep 1000 >/dev/null 2>&1 & echo $! >>\"$pids\")\n" + DUMP)
                .read();

        assertThat(pids()).hasSize(2);
    }

    @Test
    void anOrphanThatFloodsThePipeIsEnded() throws Exception {
        CommandSource source = source(LONG, DUMP + "yes & echo $! >>\"$pids\"\nsleep 0.02");
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(SourceException.class).isThrownBy(source::read);
        }
    }

    @Test
    void aCommandThatPrintsForEverIsEndedAtTheLimit() throws Exception {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(source(LONG, "yes & wait")::read)
                .withMessageContaining("64 MiB");
    }

    @Test
    void aHundredMegabytesAreTooMuch() throws Exception {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(source(LONG, "head -c 100000000 /dev/zero")::read)
                .withMessageContaining("64 MiB");
    }

    @Test
    void manyErrorsBlockNothing() throws Exception {
        Reading reading = source(LONG, "head -c 3000000 /dev/zero >&2\n" + DUMP).read();

        assertThat(reading.dump().peers()).hasSize(2);
    }

    @Test
    void anInterruptEndsTheCommand() throws Exception {
        CommandSource source = source(LONG, "sleep 1000");
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                source.read();
                outcome.complete(new AssertionError("it was read"));
            } catch (SourceException | InterruptedException e) {
                outcome.complete(e);
            }
        });
        thread.start();
        await().until(() -> !pids().isEmpty());

        thread.interrupt();

        assertThat(outcome.join()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void readsLeaveNoThreadBehind() throws Exception {
        CommandSource source = source(SHORT, "sleep 1000 & sleep 1000");
        assertThatExceptionOfType(SourceException.class).isThrownBy(source::read);
        await().until(() -> Thread.getAllStackTraces().entrySet().stream()
                .noneMatch(thread -> readsOrWatches(thread.getKey(), thread.getValue())));
    }

    private static boolean readsOrWatches(Thread thread, StackTraceElement[] stack) {
        return thread.getName().startsWith(CommandRun.THREAD_NAME)
                || List.of(stack).stream()
                        .anyMatch(frame -> frame.getClassName().endsWith("PipeInputStream"));
    }

    private void assertTimesOut(String lines) throws IOException {
        long start = System.nanoTime();
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(source(SHORT, lines)::read)
                .withMessageContaining("0.7 s")
                .withMessageContaining("timeoutSeconds")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("could not be ended"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusSeconds(10));
    }

    private CommandSource source(Duration timeout, String lines) throws IOException {
        FakeWg wg = FakeWg.printing(directory, DumpText.withPeers(2));
        wg.run(NOTE + lines);
        return new CommandSource(wg.command(), timeout);
    }

    private List<Long> pids() throws IOException {
        Path file = directory.resolve("pids");
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
                : List.of();
    }

    /** A zombie whose parent does not reap it runs no more. */
    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !isZombie(pid);
    }

    private static boolean isZombie(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }
}

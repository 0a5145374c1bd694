package io.tunnelwatch.wg.internal.recording;

import static io.tunnelwatch.wg.internal.dump.DumpText.anInterface;
import static io.tunnelwatch.wg.internal.dump.DumpText.key;
import static io.tunnelwatch.wg.internal.dump.DumpText.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.history.Progress;
import io.tunnelwatch.wg.Recorded;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.internal.dump.Dump;
import io.tunnelwatch.wg.internal.dump.DumpException;
import io.tunnelwatch.wg.internal.dump.DumpInterface;
import io.tunnelwatch.wg.internal.dump.DumpParser;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.dump.DumpText;
import io.tunnelwatch.wg.internal.source.GatewaySource;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.source.SourceException;
import io.tunnelwatch.wg.internal.testing.Time;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {

    @TempDir
    private Path directory;

    private final Time time = new Time();
    private final PollTaps taps = new PollTaps(time, time::nanos);
    private final String dump = anInterface("wg0", 51820) + peer("wg0", key(1), 1_795_435_100L);
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("a.rec");
    }

    @Test
    void aRecordingIsTextThatAPersonCanRead() throws Exception {
        Making making = make(Optional.empty());
        poll("berlin", dump);
        time.passSeconds(10);
        fail("oslo", "wg said:\nno\tthing");
        Recorded recorded = making.interrupt();

        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        tunnelwatch-recording 1
                        # What polls of WireGuard gateways saw; private and preshared keys were dropped. See docs/recordings.md
                        poll 2026-11-23T12:00:00Z +0.000000000 berlin
                        wg0\t(none)\t(none)\t51820\toff
                        wg0\t%s\t(none)\t192.0.2.7:51820\t10.0.0.2/32,fd00::2/128\t1795435100\t1234\t5678\t25
                        end
                        poll 2026-11-23T12:00:10Z +10.000000000 oslo
                        failed wg said: no thing
                        end
                        """
                                .formatted(key(1)));
        assertThat(recorded)
                .isEqualTo(
                        new Recorded(file, List.of("berlin", "oslo"), 2, 1, Files.size(file), Duration.ofSeconds(10)));
    }

    @Test
    void noKeyIsInTheFile() throws Exception {
        Making making = make(Optional.empty());
        poll("berlin", dump);
        making.interrupt();

        assertThat(dump).contains(key(-1), key(-3));
        assertThat(Files.readString(file)).contains(key(1)).doesNotContain(key(-1), key(-2), key(-3));
    }

    @Test
    void onlyItsOwnerMayReadTheFile() throws Exception {
        make(Optional.empty()).interrupt();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void onlyTheGatewaysThatWereAskedForAreIn() throws Exception {
        Making making = make(Optional.empty(), "oslo");
        poll("berlin", dump);
        poll("oslo", dump);
        assertThat(making.interrupt().gateways()).containsExactly("oslo");
        assertThat(Files.readString(file)).doesNotContain("berlin");
    }

    @Test
    void eachPollIsInTheFileBeforeTheNext() throws Exception {
        Making making = make(Optional.empty());
        poll("berlin", dump);
        await().untilAsserted(() -> assertThat(Files.readString(file)).endsWith("end\n"));
        making.interrupt();
    }

    @Test
    void itEndsWhenItsTimeIsOver() throws Exception {
        Making making = make(Optional.of(Duration.ofMinutes(10)));
        poll("berlin", dump);
        time.pass(Duration.ofMinutes(10));
        assertThat(making.result().polls()).isEqualTo(1);
        assertThat(making.wasInterrupted).isFalse();
        poll("berlin", dump);
        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.startsWith("poll"))
                .hasSize(1);
    }

    @Test
    void theThreadIsInterruptedStillWhenAnInterruptWasTheEnd() throws Exception {
        Making making = make(Optional.empty());
        making.interrupt();
        assertThat(making.wasInterrupted).isTrue();
    }

    @Test
    void aFileIsNeverOverwritten() throws IOException {
        Files.writeString(file, "mine");
        assertThatThrownBy(() -> new Recorder(taps, file, Optional.empty(), Progress.NONE).record(Set.of()))
                .isInstanceOf(RecordingException.class)
                .hasMessage(file + " exists already; a recording never overwrites a file");
        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        Path nowhere = directory.resolve("no").resolve("a.rec");
        assertThatThrownBy(() -> new Recorder(taps, nowhere, Optional.empty(), Progress.NONE).record(Set.of()))
                .hasMessage("There is no folder " + nowhere.getParent() + " for the recording");
    }

    @Test
    void anEndOfTheProbeIsTheEndOfTheRecordingAndSaid() throws Exception {
        Making making = make(Optional.empty());
        poll("berlin", dump);
        taps.close();
        assertThatThrownBy(making::result)
                .hasMessage(
                        "The recording has ended early, the probe was stopped; what is in it can be replayed, polls: 1");
    }

    @Test
    void aRecordingThatBeginsAfterTheEndOfTheProbeEndsAtOnce() {
        taps.close();
        Making making = make(Optional.empty());
        await().until(making.task::isDone);
        assertThatThrownBy(making::result)
                .isInstanceOf(RecordingException.class)
                .hasMessage(
                        "The recording has ended early, the probe was stopped; what is in it can be replayed, polls: 0");
    }

    /** {@code /dev/full} says of each write that there is no space left. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskEndsItWithWhatWasWritten() throws Exception {
        Recorder recorder = new Recorder(
                taps, path -> new NewFile(new FileOutputStream("/dev/full")), file, Optional.empty(), Progress.NONE);
        assertThatThrownBy(() -> recorder.record(Set.of()))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(file + " can not be written")
                .hasMessageContaining("No space left")
                .hasMessageEndingWith("what is in it can be replayed, polls: 0");
    }

    @Test
    void whoPollsNeverWaitsAndASlowDiskEndsTheRecording() {
        WaitingPolls waiting = taps.open(Set.of());
        Answer large = new Answer.Read(new Reading(
                new Dump(
                        List.of(new DumpInterface("wg0", 1)),
                        IntStream.range(0, WaitingPolls.MOST_LINES / 2)
                                .mapToObj(number -> new DumpPeer(
                                        "wg0",
                                        "key",
                                        Optional.empty(),
                                        List.of(),
                                        Optional.empty(),
                                        number,
                                        0,
                                        Optional.empty()))
                                .toList()),
                Map.of()));
        waiting.offer("berlin", time.now(), large);
        assertThat(waiting.ended()).isEmpty();
        waiting.offer("berlin", time.now(), large);
        assertThat(waiting.ended().orElseThrow()).startsWith("the disk is too slow: ");
    }

    @Test
    void onePollMayAlwaysWaitHoweverLargeItIs() throws Exception {
        WaitingPolls waiting = taps.open(Set.of());
        Answer huge = new Answer.Read(
                new Reading(DumpParser.parse(DumpText.withPeers(WaitingPolls.MOST_LINES + 1)), Map.of()));
        waiting.offer("berlin", time.now(), huge);
        assertThat(waiting.ended()).isEmpty();
        assertThat(waiting.next(Duration.ZERO)).isPresent();
        waiting.offer("berlin", time.now(), huge);
        assertThat(waiting.ended()).isEmpty();
    }

    private void poll(String gateway, String text) throws Exception {
        taps.on(gateway, source(() -> {
                    try {
                        return new Reading(DumpParser.parse(DumpText.bytes(text)), Map.of());
                    } catch (DumpException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .read();
    }

    private void fail(String gateway, String reason) {
        GatewaySource source = taps.on(gateway, source(() -> {
            throw new SourceException(reason);
        }));
        assertThatThrownBy(source::read).isInstanceOf(SourceException.class);
    }

    private static GatewaySource source(Answering answering) {
        return new GatewaySource() {
            @Override
            public Reading read() throws SourceException {
                return answering.answer();
            }
        };
    }

    private interface Answering {
        Reading answer() throws SourceException;
    }

    /** Begins a recording and returns when it takes polls. */
    private Making make(Optional<Duration> duration, String... gateways) {
        Making making = new Making(new Recorder(taps, file, duration, Progress.NONE), Set.of(gateways));
        making.thread.start();
        await().until(() -> Files.exists(file) && Files.size(file) > 0);
        return making;
    }

    private static final class Making {

        private final FutureTask<Recorded> task;
        private final Thread thread;
        private volatile boolean wasInterrupted;

        Making(Recorder recorder, Set<String> gateways) {
            task = new FutureTask<>(() -> {
                Recorded recorded = recorder.record(gateways);
                wasInterrupted = Thread.interrupted();
                return recorded;
            });
            thread = new Thread(task, "recorder");
        }

        Recorded interrupt() throws Exception {
            thread.interrupt();
            return result();
        }

        Recorded result() throws Exception {
            try {
                return task.get();
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            }
        }
    }
}

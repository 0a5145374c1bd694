package io.tunnelwatch.wg.internal.recording;

import static io.tunnelwatch.wg.internal.dump.DumpText.anInterface;
import static io.tunnelwatch.wg.internal.dump.DumpText.key;
import static io.tunnelwatch.wg.internal.dump.DumpText.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingReaderTest {

    private static final String DUMP = anInterface("wg0", 51820) + peer("wg0", key(1), 1_795_435_100L);

    @TempDir
    private Path directory;

    private final List<String> notes = new ArrayList<>();

    /** What {@code date +%s; wg show all dump || echo failed} appends. */
    @Test
    void whatACronJobAppendsIsARecording() throws Exception {
        List<RecordedPoll> polls = read("1795435200\n" + DUMP + "1795435260\nfailed\n1795435320\n" + DUMP);

        assertThat(polls)
                .extracting(RecordedPoll::at)
                .containsExactly(
                        Instant.parse("2026-11-23T12:00:00Z"),
                        Instant.parse("2026-11-23T12:01:00Z"),
                        Instant.parse("2026-11-23T12:02:00Z"));
        assertThat(keys(polls.get(0))).containsExactly(key(1));
        assertThat(polls.get(1).answer()).isEqualTo(new Answer.Failed("the recording does not say why"));
        assertThat(polls.get(0).gateway()).isEmpty();
        assertThat(polls.get(0).elapsed()).isEmpty();
        assertThat(notes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1795435200.25",
                "1795435200,250000000",
                "2026-11-23T12:00:00.25Z",
                "2026-11-23T13:00:00.250+01:00",
                "poll 2026-11-23T12:00:00.25Z"
            })
    void timesAreReadAsDatePrintsThem(String time) throws Exception {
        assertThat(read(time + "\r\n" + DUMP + "end\n"))
                .extracting(RecordedPoll::at)
                .containsExactly(Instant.parse("2026-11-23T12:00:00.250Z"));
    }

    @Test
    void aTimeMayNameItsGateway() throws Exception {
        assertThat(read("1795435200 berlin 2\n" + DUMP + "1795435201\n" + DUMP))
                .extracting(RecordedPoll::gateway)
                .containsExactly(Optional.of("berlin 2"), Optional.empty());
    }

    @Test
    void aRecordedPollSaysHowFarItsRecordingWas() throws Exception {
        RecordedPoll poll = read("tunnelwatch-recording 1\npoll 2026-11-23T12:00:00Z +10.000000250 berlin\n" + DUMP
                        + "unreadable\twg1\tNo such device\nend\n")
                .get(0);

        assertThat(poll.elapsed()).contains(Duration.ofSeconds(10, 250));
        assertThat(poll.gateway()).contains("berlin");
        assertThat(((Answer.Read) poll.answer()).reading().unreadableInterfaces())
                .containsEntry("wg1", "No such device");
    }

    @Test
    void anAnswerWithoutInterfacesIsOne() throws Exception {
        assertThat(keys(read("1795435200\n").get(0))).isEmpty();
    }

    @Test
    void aPollWhoseLastLineIsCutShortIsLeftOut() throws Exception {
        assertThat(read("1795435200\n" + DUMP + "1795435260\n" + DUMP.substring(0, DUMP.length() - 1)))
                .hasSize(1);
        assertThat(notes).containsExactly("The poll in line 4 of " + file() + " is cut short and was left out");
    }

    @Test
    void aTimeThatIsCutShortTakesNothingFromThePollBeforeIt() throws Exception {
        assertThat(read("1795435200\n" + DUMP + "17954352")).hasSize(1);
        assertThat(notes).containsExactly("The last line of " + file() + " is cut short and was left out");
    }

    @Test
    void aRecordingThatIsCutAnywhereIsReadUpToThere() throws Exception {
        String begin = "tunnelwatch-recording 1\n";
        String poll = "poll 2026-11-23T12:00:00Z +0.000000000 berlin\n" + DUMP + "end\n";
        String whole = begin + poll + poll;
        for (int length = begin.length() + poll.length(); length < whole.length() - 1; length++) {
            assertThat(read(whole.substring(0, length))).as("%d bytes", length).hasSize(1);
        }
        assertThat(read(whole.substring(0, whole.length() - 1))).hasSize(2);
    }

    @Test
    void aPollWithoutItsEndIsLeftOutAlsoBetweenOthers() throws Exception {
        assertThat(read("poll 1795435200\n" + DUMP + "tunnelwatch-recording 1\npoll 1795435260\n" + DUMP + "end\n"))
                .extracting(RecordedPoll::at)
                .containsExactly(Instant.ofEpochSecond(1795435260));
        assertThat(notes).hasSize(1);
    }

    @Test
    void eachRecordingThatWasMadeIsARunOfItsOwn() throws Exception {
        String made = "tunnelwatch-recording 1\npoll 1795435200 +0.000000000 berlin\n" + DUMP + "end\n";
        assertThat(read(made + made)).extracting(RecordedPoll::run).containsExactly(1, 2);
    }

    @Test
    void commentsAndEmptyLinesMayStandAnywhere() throws Exception {
        assertThat(keys(read("# by hand\n\n1795435200\n# here\n" + DUMP + "\n# and\there\n")
                        .get(0)))
                .containsExactly(key(1));
    }

    @Test
    void anInterfaceMayBeCalledLikeAComment() throws Exception {
        assertThat(keys(read("1795435200\n" + peer("#1", key(1), 0)).get(0))).containsExactly(key(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alerts\": []}",
                "interface: wg0\n  public key: abc\n",
                "1795435200\nMon Nov 23 12:00:00 UTC 2026\n",
                "\u0000\u0001\u0002\n"
            })
    void whatIsNoRecordingIsRefusedWithItsLine(String text) {
        int line = text.startsWith("1795435200") ? 2 : 1;
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(file() + ", line " + line + ": it is none of a recording");
    }

    @Test
    void aDumpWithoutATimeIsRefused() {
        assertThatThrownBy(() -> read("# by hand\n" + DUMP))
                .hasMessageStartingWith(file() + ", line 2: no poll has begun there");
    }

    @Test
    void aWrongLineOfADumpIsNamedAndNotRepeated() {
        assertThatThrownBy(() -> read("1795435200\n# a comment\n" + anInterface("wg0", 1) + "wg0\t" + key(5) + "\tx\n"))
                .hasMessageStartingWith(file() + ", line 4: it has 3 columns")
                .hasMessageNotContaining(key(5));
    }

    @Test
    void theDumpOfOneInterfaceIsRefusedWithoutItsKey() {
        String oneInterface = String.join("\t", key(7), key(8), "51820", "0", "off") + "\n";
        assertThatThrownBy(() -> read("1795435200\n" + oneInterface))
                .hasMessageContaining("line 2: the interface's name")
                .hasMessageNotContaining(key(7));
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> read("1795435200\n" + DUMP + "2026-11-23 12:00\n" + DUMP))
                .hasMessageStartingWith(file() + ", line 4: its time can not be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "poll ",
                "poll \r",
                "poll   ",
                "poll +999999999-01-01T00:00:00Z",
                "poll -0001-01-01T00:00:00Z",
                "poll 1969-12-31T23:59:59Z",
                "poll 5138-11-16T09:46:40Z",
                "poll +10000-01-01T00:00:00Z"
            })
    void aPollWithoutATimeThatCanBeReckonedWithIsRefused(String line) {
        assertThatThrownBy(() -> read(line + "\n" + DUMP + "end\n"))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(file() + ", line 1: its time can not be read");
    }

    @Test
    void theFirstAndTheLastTimeAreReadInBothForms() throws Exception {
        assertThat(read("0\npoll 1970-01-01T00:00:00Z\nend\npoll 5138-11-16T09:46:39Z\nend\n99999999999\n"))
                .extracting(poll -> poll.at().getEpochSecond())
                .containsExactly(0L, 0L, 99_999_999_999L, 99_999_999_999L);
    }

    @Test
    void aHeaderWithoutItsVersionIsRefused() {
        assertThatThrownBy(() -> read("tunnelwatch-recording \n"))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(file() + ", line 1: it asks for another version of the format than 1");
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> read("tunnelwatch-recording 2\n"))
                .hasMessageStartingWith(file() + ", line 1: it asks for another version of the format than 1");
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> new RecordingReader(directory.resolve("nothing"), 0, notes::add))
                .hasMessage("There is no file " + directory.resolve("nothing"));
    }

    @Test
    void aLineThatNeverEndsIsRefused() {
        assertThatThrownBy(() -> read("1795435200\n" + "wg0\t".repeat(ByteLines.LONGEST / 4 + 1)))
                .hasMessage(file() + ", line 2: it is longer than 4 MiB");
    }

    @Test
    void aPollWithMoreUnreadableInterfacesThanThereCanBeIsRefused() throws Exception {
        String unreadable = IntStream.range(0, 4_096)
                .mapToObj(number -> "unreadable\twg" + number + "\tNo such device\n")
                .collect(Collectors.joining());
        assertThat(read("1795435200\n" + unreadable + "1795435260\n" + unreadable))
                .hasSize(2);
        assertThatThrownBy(() -> read("1795435200\n" + unreadable + "unreadable\tone\ttoo many\n"))
                .isInstanceOf(RecordingException.class)
                .hasMessage(file() + ", line 4098: the poll has more than 4096 interfaces that could not be read");
    }

    /** Sixteen lines of 4 MiB are a dump of 64 MiB. */
    @ParameterizedTest
    @ValueSource(strings = {"", "# a comment", "failed", "unreadable\twg1\tNo such device", "wg0\t(none)"})
    void aPollThatIsLongerThanADumpMayBeIsRefusedWhateverItsLinesAre(String line) throws Exception {
        byte[] dumpLine = ("wg0\t" + "x".repeat((4 << 20) - 5) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file())) {
            out.write("1795435200\n".getBytes(StandardCharsets.US_ASCII));
            for (int number = 0; number < 16; number++) {
                out.write(dumpLine);
            }
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        try (RecordingReader reader = new RecordingReader(file(), 0, notes::add)) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(RecordingException.class)
                    .hasMessage(file() + ", line 18: the dump is longer than 64 MiB");
        }
    }

    private Path file() {
        return directory.resolve("a.rec");
    }

    private List<RecordedPoll> read(String text) throws IOException, RecordingException {
        Files.writeString(file(), text);
        notes.clear();
        List<RecordedPoll> polls = new ArrayList<>();
        try (RecordingReader reader = new RecordingReader(file(), 0, notes::add)) {
            for (Optional<RecordedPoll> poll = reader.next(); poll.isPresent(); poll = reader.next()) {
                polls.add(poll.get());
            }
        }
        return polls;
    }

    private static List<String> keys(RecordedPoll poll) {
        return ((Answer.Read) poll.answer())
                .reading().dump().peers().stream().map(DumpPeer::publicKey).toList();
    }
}

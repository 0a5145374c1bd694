package io.tunnelwatch.wg.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.internal.dump.Dump;
import io.tunnelwatch.wg.internal.dump.DumpInterface;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.dump.DumpText;
import io.tunnelwatch.wg.internal.source.Reading;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordingProperties {

    @Property(tries = 300)
    void anyBytesAreARecordingOrRefused(@ForAll("files") String text) throws IOException {
        try {
            read(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (RecordingException e) {
            assertThat(e).hasMessageContaining(", line ");
        }
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadAgain(@ForAll("polls") List<RecordedPoll> polls) throws IOException, RecordingException {
        StringWriter text = new StringWriter();
        RecordingWriter writer = new RecordingWriter(text);
        writer.begin();
        for (RecordedPoll poll : polls) {
            writer.write(poll);
        }
        assertThat(read(text.toString().getBytes(StandardCharsets.UTF_8)))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("place", "run")
                .isEqualTo(polls);
    }

    private static List<RecordedPoll> read(byte[] bytes) throws IOException, RecordingException {
        Path file = Files.createTempFile("recording", ".txt");
        try {
            Files.write(file, bytes);
            List<RecordedPoll> polls = new ArrayList<>();
            try (RecordingReader reader = new RecordingReader(file, 0, note -> {})) {
                for (Optional<RecordedPoll> poll = reader.next(); poll.isPresent(); poll = reader.next()) {
                    polls.add(poll.get());
                }
            }
            return polls;
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> lines = Arbitraries.oneOf(
                Arbitraries.of(
                        "tunnelwatch-recording 1",
                        "1795435200",
                        "poll 1795435200 +1.000000000 berlin",
                        "poll",
                        "poll ",
                        "poll \r",
                        "tunnelwatch-recording ",
                        "+999999999-01-01T00:00:00Z",
                        "poll +999999999-01-01T00:00:00Z",
                        "poll -999999999-01-01T00:00:00Z +0.000000000 berlin",
                        "failed ",
                        "end",
                        "failed",
                        "failed because",
                        "unreadable\twg1\tNo such device",
                        "unreadable\t\t",
                        "# comment",
                        "",
                        DumpText.anInterface("wg0", 1).strip(),
                        DumpText.peer("wg0", DumpText.key(1), 5).strip()),
                Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(40));
        return Combinators.combine(lines.list().ofMaxSize(12), Arbitraries.of("", "\n", "\r\n"))
                .as((all, end) -> String.join("\n", all) + end);
    }

    @Provide
    Arbitrary<List<RecordedPoll>> polls() {
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(0, 99_999_999_999L)
                .map(seconds -> Instant.ofEpochSecond(seconds, seconds % 1_000_000_000));
        Arbitrary<Duration> elapsed =
                Arbitraries.longs().between(0, Long.MAX_VALUE / 2).map(Duration::ofNanos);
        Arbitrary<String> gateways = Arbitraries.of("berlin", "+1", "1795435200", "Büro Süd 2", "#", "end");
        return Combinators.combine(times, elapsed, gateways, answers())
                .as((at, since, gateway, answer) ->
                        new RecordedPoll("", 0, Optional.of(gateway), at, Optional.of(since), answer))
                .list()
                .ofMaxSize(5);
    }

    private static Arbitrary<Answer> answers() {
        Arbitrary<Answer> failed = Arbitraries.of("it hangs", "5 > 3", "#").map(Answer.Failed::new);
        Arbitrary<Map<String, String>> unreadable =
                Arbitraries.of(Map.of(), Map.of("wg9", "No such device"), Map.of("wg8", "", "wg9", "x y"));
        Arbitrary<Answer> read = Combinators.combine(
                        peers().list().uniqueElements(DumpPeer::publicKey).ofMaxSize(6), unreadable)
                .as((peers, missing) -> new Answer.Read(new Reading(
                        new Dump(List.of(new DumpInterface("wg0", 51820), new DumpInterface("#1", 0)), peers),
                        missing)));
        return Arbitraries.oneOf(failed, read);
    }

    private static Arbitrary<DumpPeer> peers() {
        Arbitrary<Optional<String>> endpoints = Arbitraries.of("192.0.2.7:51820", "[2001:db8::1]:1", "no such host é")
                .optional();
        Arbitrary<List<String>> allowedIps =
                Arbitraries.of("10.0.0.2/32", "fd00::2/128", "0.0.0.0/0").list().ofMaxSize(3);
        Arbitrary<Optional<Instant>> handshakes = Arbitraries.longs()
                .between(1, 99_999_999_999L)
                .map(Instant::ofEpochSecond)
                .optional();
        Arbitrary<Long> counters = Arbitraries.longs().between(0, Long.MAX_VALUE);
        return Combinators.combine(
                        Arbitraries.of("wg0", "#1"),
                        Arbitraries.integers().map(DumpText::key),
                        endpoints,
                        allowedIps,
                        handshakes,
                        counters,
                        counters,
                        Arbitraries.of("25", "20-30").optional())
                .as(DumpPeer::new);
    }
}

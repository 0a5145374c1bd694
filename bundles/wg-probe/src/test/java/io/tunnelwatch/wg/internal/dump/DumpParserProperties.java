package io.tunnelwatch.wg.internal.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Any bytes in: a dump, or the one documented exception. */
class DumpParserProperties {

    private static final String SECRET = DumpText.key(-3);

    @Property
    void anyBytesAreADumpOrRefused(@ForAll byte[] text) {
        assertDumpOrRefused(text);
    }

    @Property
    void anyColumnsAreADumpOrRefused(@ForAll("likeADump") String text) {
        assertDumpOrRefused(DumpText.bytes(text));
    }

    @Property
    void aDumpWithSomeBytesChangedIsADumpOrRefused(
            @ForAll @Size(max = 5) List<@IntRange(max = 600) Integer> places, @ForAll byte replacement) {
        byte[] text = DumpText.withPeers(3);
        places.forEach(place -> text[place % text.length] = replacement);
        assertDumpOrRefused(text);
    }

    @Property
    void aDumpCutAtAnyPlaceIsADumpOrRefused(@ForAll @IntRange(max = 1000) int length) {
        byte[] text = DumpText.withPeers(5);
        assertDumpOrRefused(Arrays.copyOf(text, Math.min(length, text.length)));
    }

    @Property
    void aFormerDumpMakesNoDifference(@ForAll("likeADump") String before, @ForAll("likeADump") String now) {
        assertFormerMakesNoDifference(DumpText.bytes(before), DumpText.bytes(now));
    }

    @Property
    void aFormerDumpOfWhichSomeBytesHaveChangedMakesNoDifference(
            @ForAll @Size(max = 5) List<@IntRange(max = 1_400) Integer> before,
            @ForAll @Size(max = 5) List<@IntRange(max = 1_400) Integer> now,
            @ForAll("replacements") byte replacement) {
        byte[] former = DumpText.withPeers(10);
        byte[] text = former.clone();
        before.forEach(place -> former[place % former.length] = replacement);
        now.forEach(place -> text[place % text.length] = replacement);
        assertFormerMakesNoDifference(former, text);
    }

    @Property
    void aFormerDumpWithOtherPeersInAnotherOrderMakesNoDifference(
            @ForAll @Size(max = 40) List<@IntRange(max = 30) Integer> before,
            @ForAll @Size(max = 40) List<@IntRange(max = 30) Integer> now) {
        assertFormerMakesNoDifference(peers(before), peers(now));
    }

    /** Among the first 31 numbers are five keys on two interfaces, each in a few states. */
    private static byte[] peers(List<Integer> numbers) {
        return DumpText.bytes(numbers.stream()
                .map(number -> DumpText.peer("wg" + number % 2, DumpText.key(number % 5), number % 3))
                .collect(Collectors.joining()));
    }

    private static void assertFormerMakesNoDifference(byte[] before, byte[] now) {
        Dump former = parsed(before, Dump.EMPTY) instanceof Dump dump ? dump : Dump.EMPTY;
        Object read = parsed(now, former);
        assertThat(read).isEqualTo(parsed(now, Dump.EMPTY));
        if (read instanceof Dump dump) {
            assertThat(dump.peers())
                    .extracting(DumpPeer::interfaceName, DumpPeer::publicKey)
                    .doesNotHaveDuplicates();
        }
    }

    /** The dump, else the message. */
    private static Object parsed(byte[] text, Dump former) {
        try {
            return DumpParser.parse(text, text.length, former);
        } catch (DumpException e) {
            return e.getMessage();
        }
    }

    private static void assertDumpOrRefused(byte[] text) {
        try {
            Dump dump = DumpParser.parse(text);
            assertThat(dump.interfaces()).extracting(DumpInterface::name).doesNotHaveDuplicates();
            assertThat(dump.toString()).doesNotContain(SECRET);
        } catch (DumpException e) {
            assertThat(e.lineNumber()).isPositive();
            assertThat(e).hasMessageStartingWith("line " + e.lineNumber() + " of the dump: ");
            assertThat(e.getMessage()).doesNotContain(SECRET);
        }
    }

    /** Bytes that may leave a dump one. */
    @Provide
    Arbitrary<Byte> replacements() {
        return Arbitraries.of("019,:./ABab\n\t\r"
                .chars()
                .mapToObj(character -> (byte) character)
                .toList());
    }

    /** Lines of 1 to 32 columns that hold what dumps hold, and what they do not. */
    @Provide
    Arbitrary<String> likeADump() {
        Arbitrary<String> column = Arbitraries.oneOf(
                Arbitraries.of("wg0", "wg1", "(none)", "(null)", "off", "0xca6c", "0", "25", "10-20", "51820", ""),
                Arbitraries.of(DumpText.key(1), DumpText.key(2), "192.0.2.1:1", "10.0.0.1/32,fd00::1/128", ",,"),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.strings().ofMaxLength(50));
        Arbitrary<String> peer = Combinators.combine(column, column, column)
                .as((endpoint, number, keepalive) -> String.join(
                        "\t", "wg0", DumpText.key(1), SECRET, endpoint, "(none)", number, "1", "2", keepalive));
        Arbitrary<String> line = Arbitraries.oneOf(
                column.list().ofMinSize(1).ofMaxSize(32).map(columns -> String.join("\t", columns)), peer);
        return Combinators.combine(line.list().ofMaxSize(6), Arbitraries.of("\n", "\r\n", "\r", "\n\n"))
                .as((lines, end) -> String.join(end, lines) + end);
    }
}

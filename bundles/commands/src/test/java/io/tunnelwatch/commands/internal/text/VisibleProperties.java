package io.tunnelwatch.commands.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.json.Json;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VisibleProperties {

    /** What Unicode calls control, format, surrogate (alone), line and paragraph separator. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    void nothingThatATerminalObeysIsLeft(@ForAll("texts") String text) {
        assertThat(Visible.of(text)).doesNotContainPattern(HARMFUL);
    }

    @Property
    void harmlessTextIsLeftAsItIs(@ForAll("texts") String text) {
        boolean harmless = !HARMFUL.matcher(text).find();

        assertThat(Visible.of(text).equals(text)).isEqualTo(harmless);
    }

    @Property
    void aJsonDocumentIsHarmlessAndMeansTheSame(@ForAll("texts") String text) throws JsonProcessingException {
        String document = Visible.ofJson(new Json().write(Map.of("text", text)));

        assertThat(document).doesNotContainPattern(HARMFUL);
        assertThat(JSON.readTree(document).get("text").textValue()).isEqualTo(text);
    }

    @Property
    void noTableIsBroken(@ForAll("texts") String text) {
        List<String> lines = new Table(Column.whole("PEER"), Column.cut("ENDPOINT", 5))
                .row(Cell.of(text), Cell.of(text))
                .lines(OptionalInt.of(40), false);

        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContainPattern(HARMFUL));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> harmful = Arbitraries.of(
                '\u001b', '\u0000', '\n', '\r', '\t', '\u007f', '\u009b', '\u009d', '\u202e', '\u2066', '\u200f',
                '\u061c', '\u2028', '\ufeff', '\ud800', '\udc00');
        return Arbitraries.oneOf(
                        harmful, Arbitraries.chars(), Arbitraries.chars().ascii())
                .list()
                .ofMaxSize(30)
                .map(units -> units.stream().map(String::valueOf).collect(Collectors.joining()));
    }
}

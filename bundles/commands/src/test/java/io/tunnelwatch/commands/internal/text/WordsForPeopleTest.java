package io.tunnelwatch.commands.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WordsForPeopleTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Times times = new Times(NOON);

    @Test
    void aTimeIsTakenFromNow() {
        assertThat(times.relative(NOON.minusSeconds(250))).isEqualTo("4m10s ago");
        assertThat(times.relative(NOON.plusSeconds(7200))).isEqualTo("in 2h");
        assertThat(times.relative(NOON.plusMillis(5))).isEqualTo("0s ago");
        assertThat(times.both(NOON.minusSeconds(60))).isEqualTo("2026-11-23 11:59:00 UTC (1m ago)");
    }

    @Test
    void sizesHaveBinaryUnits() {
        assertThat(List.of(Sizes.format(0), Sizes.format(1023), Sizes.format(1536), Sizes.format(Long.MAX_VALUE)))
                .containsExactly("0 B", "1023 B", "1.5 KiB", "8.0 EiB");
    }

    @Test
    void idsAreAsShortAsTellsThemApart() {
        UUID one = UUID.fromString("0199a4b2-1c3d-7000-8000-000000000001");
        UUID later = UUID.fromString("0199a4b2-1c3e-7000-8000-000000000001");
        UUID sameMillisecond = UUID.fromString("0199a4b2-1c3d-7001-8000-000000000001");
        UUID sameCounter = UUID.fromString("0199a4b2-1c3d-7000-8000-000000000002");

        assertThat(new ShortIds(List.of(one, later, one)).of(one)).isEqualTo("0199a4b2-1c3d");
        assertThat(new ShortIds(List.of(one, sameMillisecond)).of(one)).isEqualTo("0199a4b2-1c3d-7000");
        assertThat(new ShortIds(List.of(one, sameCounter)).of(one)).isEqualTo(one.toString());
        assertThat(new ShortIds(List.of()).of(one)).isEqualTo("0199a4b2-1c3d");
    }

    @Test
    void fieldsAreAlignedAndAbsentOnesLeftOut() {
        Fields fields = new Fields().add("A", 1).add("Absent", Optional.empty()).add("Long", Optional.of("x\ny"));

        assertThat(fields.lines(OptionalInt.empty())).containsExactly("A     1", "Long  x\\u000ay");
    }

    @Test
    void aLongValueIsBrokenAtBlanksBelowItsBeginning() {
        Fields fields = new Fields().add("A", 1).add("Cause", "attempt to write a readonly database");

        assertThat(fields.lines(OptionalInt.of(20)))
                .containsExactly(
                        "A      1", "Cause  attempt to", "       write a", "       readonly", "       database");
    }

    @Test
    void aWordThatIsLongerThanALineStaysWhole() {
        assertThat(Wrap.lines("  is /karaf/data/tunnelwatch there", 4, OptionalInt.of(12)))
                .containsExactly("  is /karaf/data/tunnelwatch", "    there");
        assertThat(Wrap.lines("as long as it is", 2, OptionalInt.empty())).containsExactly("as long as it is");
    }
}

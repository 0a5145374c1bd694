package io.tunnelwatch.commands.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ColumnChartTest {

    private static final List<Long> WEEK = List.of(0L, 1L, 64L, 32L, 8L, 4L, 63L);

    @Test
    void columnsAreMadeOfBlocks() {
        assertThat(new ColumnChart(WEEK, "2026-11-17", "2026-11-23").lines(OptionalInt.of(40), 80, true))
                .containsExactly(
                        " 64 │        ███             ▇▇▇",
                        "    │        ███             ███",
                        "    │        ███             ███",
                        "    │        ███             ███",
                        "    │        ███ ███         ███",
                        "    │        ███ ███         ███",
                        "    │        ███ ███         ███",
                        "    │    ▁▁▁ ███ ███ ███ ▄▄▄ ███",
                        "  0 └────────────────────────────",
                        "     2026-11-17        2026-11-23");
    }

    @Test
    void orOfAscii() {
        List<String> lines = new ColumnChart(WEEK, "2026-11-17", "2026-11-23").lines(OptionalInt.of(40), 80, false);
        assertThat(lines)
                .startsWith(" 64 |        ###             ###")
                .contains("    |    ... ### ### ### ::: ###", "  0 +----------------------------")
                .allMatch(line -> line.chars().allMatch(c -> c < 128));
    }

    @Test
    void noAlertsAtAllAreAnEmptyChart() {
        assertThat(new ColumnChart(List.of(0L, 0L), "a", "b").lines(OptionalInt.empty(), 80, false))
                .hasSize(10)
                .startsWith("0 |")
                .contains("0 +--------");
    }

    @Test
    void severalBecomeOneColumnWhereThereIsNoRoom() {
        ColumnChart year = new ColumnChart(LongStream.range(0, 365).boxed().toList(), "2026-01-01", "2026-12-31");

        assertThat(year.together(80)).isEqualTo(5);
        assertThat(year.together(160)).isEqualTo(3);
        assertThat(year.lines(OptionalInt.of(80), 80, false))
                .contains("    0 +" + "-".repeat(73))
                .startsWith(" 1810 |" + " ".repeat(63) + "....:::###");
    }

    @Property
    void itFitsEveryTerminal(
            @ForAll @Size(min = 1, max = 400) List<@LongRange(min = 0, max = 1_000_000_000) Long> values,
            @ForAll @IntRange(min = 30, max = 300) int width,
            @ForAll boolean blocks) {
        List<String> lines =
                new ColumnChart(values, "2026-11-17", "2026-11-23").lines(OptionalInt.of(width), 80, blocks);

        assertThat(lines).hasSize(10).allMatch(line -> Columns.of(line) <= width);
    }

    @Property
    void nothingIsShownOfNothingOnlyAndTheHighestIsFull(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 1_000_000) Long> values) {
        List<String> lines = new ColumnChart(values, "", "").lines(OptionalInt.empty(), 80, false);
        int first = lines.get(8).indexOf('+') + 1;
        int column = (lines.get(8).length() - first) / values.size();
        long highest = values.stream().mapToLong(Long::longValue).max().orElseThrow();

        IntStream.range(0, values.size()).forEach(i -> {
            assertThat(at(lines.get(7), first + i * column) != ' ').isEqualTo(values.get(i) > 0);
            assertThat(at(lines.get(0), first + i * column) == '#' || values.get(i) < highest || highest == 0)
                    .isTrue();
        });
    }

    private static char at(String line, int index) {
        return index < line.length() ? line.charAt(index) : ' ';
    }
}

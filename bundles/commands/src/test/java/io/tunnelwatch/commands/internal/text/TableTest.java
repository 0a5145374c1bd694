package io.tunnelwatch.commands.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.commands.internal.text.Cell.Style;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table(
                    Column.cut("NAME", 6),
                    Column.number("N"),
                    Column.whole("AT"),
                    Column.cut("TEXT", 8).orDrop())
            .row(
                    Cell.of("a rather long name"),
                    Cell.of(7),
                    Cell.of("2026-11-23 (3m ago)", "3m ago"),
                    Cell.of("something that takes room"))
            .row(Cell.of("b"), Cell.of(12345), Cell.of("-"), Cell.of(""));

    @Test
    void nothingIsCutWhereTheWidthDoesNotMatter() {
        assertThat(table.lines(OptionalInt.empty(), false))
                .containsExactly(
                        "NAME                    N  AT                   TEXT",
                        "a rather long name      7  2026-11-23 (3m ago)  something that takes room",
                        "b                   12345  -");
    }

    @Test
    void shortFormsComeBeforeCutting() {
        assertThat(table.lines(OptionalInt.of(64), false).get(1))
                .isEqualTo("a rather long name      7  3m ago  something that takes room");
    }

    @Test
    void theWidestColumnIsCutFirst() {
        assertThat(table.lines(OptionalInt.of(45), false).get(1))
                .isEqualTo("a rather lo...      7  3m ago  something t...");
    }

    @Test
    void aColumnIsLeftOutWhereCuttingIsNotEnough() {
        assertThat(table.lines(OptionalInt.of(30), false))
                .containsExactly(
                        "NAME                 N  AT", "a rather lon...      7  3m ago", "b                12345  -");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        Table wide = new Table(Column.cut("PEER", 4), Column.whole("X"))
                .row(Cell.of("東京の事務所"), Cell.of("1"))
                .row(Cell.of("Me\u0301tro"), Cell.of("2"));

        assertThat(wide.lines(OptionalInt.empty(), false))
                .containsExactly("PEER          X", "東京の事務所  1", "Me\u0301tro         2");
        assertThat(wide.lines(OptionalInt.of(11), false).get(1)).isEqualTo("東京...   1");
    }

    @Test
    void colorsChangeNoWidth() {
        Table colored =
                new Table(Column.whole("STATE"), Column.whole("X")).row(Cell.styled("UP", Style.GREEN), Cell.of("1"));

        assertThat(colored.lines(OptionalInt.of(80), true).get(1)).isEqualTo("\u001b[32mUP\u001b[0m     1");
        assertThat(colored.lines(OptionalInt.of(80), false).get(1)).isEqualTo("UP     1");
    }

    @Test
    void aRowHasOneCellForEachColumn() {
        assertThatThrownBy(() -> table.row(Cell.of("a"))).hasMessage("4 columns, 1 cells");
    }
}

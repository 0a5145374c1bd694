package io.tunnelwatch.commands.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The one table printer. A table that is too wide for the terminal says the same in shorter words, then cuts the widest
 * columns that may be cut, then leaves columns out. Where the width is not bounded, nothing is lost.
 */
public final class Table {

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row, with one cell for each column. */
    public Table row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " columns, " + cells.length + " cells");
        }
        rows.add(List.of(cells));
        return this;
    }

    /**
     * The lines, header first.
     *
     * @param width of the terminal; absent when it does not matter
     */
    public List<String> lines(OptionalInt width, boolean colors) {
        int room = width.orElse(Integer.MAX_VALUE);
        Layout layout = layout(Cell::text);
        if (layout.total() > room) {
            layout = layout(Cell::shortText).cutTo(room);
        }
        List<String> lines = new ArrayList<>();
        Layout chosen = layout;
        lines.add(chosen.line(
                columns.stream().map(column -> Cell.of(column.header())).toList(), false));
        rows.forEach(row -> lines.add(chosen.line(row, colors)));
        return lines;
    }

    private Layout layout(Function<Cell, String> form) {
        List<Integer> widths = IntStream.range(0, columns.size())
                .map(i -> rows.stream()
                        .mapToInt(row -> Columns.of(form.apply(row.get(i))))
                        .reduce(Columns.of(columns.get(i).header()), Math::max))
                .boxed()
                .toList();
        List<Integer> shown = IntStream.range(0, columns.size())
                .filter(this::saysSomething)
                .boxed()
                .toList();
        return new Layout(columns, form, widths, shown);
    }

    private boolean saysSomething(int column) {
        return !columns.get(column).droppable()
                || rows.stream().anyMatch(row -> !row.get(column).text().isEmpty());
    }

    /** Which columns are shown, and how wide each is. */
    private record Layout(
            List<Column> columns, Function<Cell, String> form, List<Integer> widths, List<Integer> shown) {

        int total() {
            return shown.stream().mapToInt(widths::get).sum() + GAP.length() * (shown.size() - 1);
        }

        Layout cutTo(int room) {
            Layout cut = cutWidest(room);
            if (cut.total() <= room) {
                return cut;
            }
            List<Integer> droppable =
                    shown.stream().filter(i -> columns.get(i).droppable()).toList();
            if (droppable.isEmpty()) {
                return cut;
            }
            List<Integer> rest = new ArrayList<>(shown);
            rest.remove(droppable.get(droppable.size() - 1));
            return new Layout(columns, form, widths, rest).cutTo(room);
        }

        private Layout cutWidest(int room) {
            List<Integer> narrower = new ArrayList<>(widths);
            Layout cut = new Layout(columns, form, narrower, shown);
            while (cut.total() > room) {
                int widest = shown.stream()
                        .filter(i -> narrower.get(i) > columns.get(i).minColumns())
                        .reduce(-1, (one, other) -> one < 0 || narrower.get(other) > narrower.get(one) ? other : one);
                if (widest < 0) {
                    break;
                }
                narrower.set(widest, narrower.get(widest) - 1);
            }
            return cut;
        }

        String line(List<Cell> cells, boolean colors) {
            return shown.stream()
                    .map(i -> cell(cells.get(i), columns.get(i), widths.get(i), colors))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing();
        }

        private String cell(Cell cell, Column column, int width, boolean colors) {
            String text = Columns.fit(form.apply(cell), width);
            String padding = " ".repeat(width - Columns.of(text));
            String shownText = colors ? cell.style().apply(text) : text;
            return column.right() ? padding + shownText : shownText + padding;
        }
    }
}

package io.tunnelwatch.commands.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/**
 * Numbers side by side as columns, the highest {@value #HEIGHT} lines high. Where there are more than the terminal has
 * room for, several become one column, which is their sum.
 *
 * @param values none is negative
 * @param first what stands below the first column
 * @param last what stands below the last one
 */
public record ColumnChart(List<Long> values, String first, String last) {

    private static final int HEIGHT = 8;
    private static final int STEPS = 8;
    private static final int MAX_COLUMN = 4;
    /** Between the scale and the columns. */
    private static final int AXIS = 2;

    private static final String BLOCKS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String PLAIN = " ...:::##";

    public ColumnChart {
        values = List.copyOf(values);
    }

    /** How many values become one column on a terminal of this width. */
    public int together(int width) {
        return Math.max(1, ceil(values.size(), room(width)));
    }

    /**
     * The lines, at least one column for each value where the width is not bounded.
     *
     * @param width of the terminal; absent when it does not matter
     * @param usual the width where it does not matter
     * @param blocks whether the terminal shows block elements; else the columns are made of ASCII
     */
    public List<String> lines(OptionalInt width, int usual, boolean blocks) {
        int columns = width.orElse(Math.max(usual, values.size() + scale() + AXIS));
        List<Long> sums = sums(together(columns));
        int column = Math.max(1, Math.min(MAX_COLUMN, room(columns) / Math.max(1, sums.size())));
        long highest = sums.stream().mapToLong(Long::longValue).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int row = HEIGHT - 1; row >= 0; row--) {
            String number = row == HEIGHT - 1 ? String.valueOf(highest) : "";
            lines.add((right(number) + (blocks ? " \u2502" : " |") + row(sums, highest, row, column, blocks))
                    .stripTrailing());
        }
        int length = sums.size() * column;
        lines.add(right("0") + (blocks ? " \u2514" + "\u2500".repeat(length) : " +" + "-".repeat(length)));
        lines.add(" ".repeat(scale() + AXIS) + below(length));
        return lines;
    }

    /** The width of the numbers: that of the sum of all is enough for any. */
    private int scale() {
        return String.valueOf(values.stream().mapToLong(Long::longValue).sum()).length();
    }

    private int room(int width) {
        return Math.max(1, width - scale() - AXIS);
    }

    private List<Long> sums(int together) {
        return LongStream.range(0, ceil(values.size(), together))
                .map(sum -> values.stream()
                        .skip(sum * together)
                        .limit(together)
                        .mapToLong(Long::longValue)
                        .sum())
                .boxed()
                .toList();
    }

    private static String row(List<Long> sums, long highest, int row, int column, boolean blocks) {
        StringBuilder line = new StringBuilder();
        String gap = column > 1 ? " " : "";
        for (long sum : sums) {
            // something is never shown as nothing
            long steps = highest == 0 ? 0 : (sum * HEIGHT * STEPS + highest - 1) / highest;
            int inRow = (int) Math.max(0, Math.min(STEPS, steps - (long) row * STEPS));
            String cell = String.valueOf((blocks ? BLOCKS : PLAIN).charAt(inRow));
            line.append(cell.repeat(column - gap.length())).append(gap);
        }
        return line.toString();
    }

    private String below(int length) {
        int between = length - first.length() - last.length();
        return between > 0 ? first + " ".repeat(between) + last : first;
    }

    private String right(String number) {
        return " ".repeat(scale() - number.length()) + number;
    }

    private static int ceil(int number, int divisor) {
        return (number + divisor - 1) / divisor;
    }
}

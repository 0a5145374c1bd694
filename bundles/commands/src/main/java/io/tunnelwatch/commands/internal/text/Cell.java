package io.tunnelwatch.commands.internal.text;

import java.util.Optional;

/**
 * One cell of a table.
 *
 * @param text on a terminal with room; always harmless (see {@link Visible})
 * @param shortText where room is short
 * @param style how it is shown where there are colors
 */
public record Cell(String text, String shortText, Style style) {

    /** Colors of a terminal (ECMA-48, select graphic rendition). */
    public enum Style {
        PLAIN(""),
        RED("\u001b[31m"),
        YELLOW("\u001b[33m"),
        GREEN("\u001b[32m");

        static final String END = "\u001b[0m";

        private final String begin;

        Style(String begin) {
            this.begin = begin;
        }

        String apply(String text) {
            return this == PLAIN ? text : begin + text + END;
        }
    }

    public Cell {
        text = Visible.of(text);
        shortText = Visible.of(shortText);
    }

    /** Any value, as its {@code toString} writes it. */
    public static Cell of(Object value) {
        return styled(value, Style.PLAIN);
    }

    /** A value that may be absent: then the cell is empty. */
    public static Cell of(Optional<?> value) {
        return of(value.map(Object::toString).orElse(""));
    }

    /** A value in a color. */
    public static Cell styled(Object value, Style style) {
        return new Cell(value.toString(), value.toString(), style);
    }

    /** A value with a shorter way to say it. */
    public static Cell of(String text, String shortText) {
        return new Cell(text, shortText, Style.PLAIN);
    }
}

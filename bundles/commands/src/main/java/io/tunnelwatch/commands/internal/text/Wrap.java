package io.tunnelwatch.commands.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Breaks text at blanks, so that no terminal does it inside a word. A word that is longer than a line stays whole:
 * paths, keys and commands are there to be copied.
 */
public final class Wrap {

    private Wrap() {}

    /**
     * The lines of a text.
     *
     * @param indent blanks before each line but the first
     * @param width of the terminal; absent when it does not matter
     */
    public static List<String> lines(String text, int indent, OptionalInt width) {
        if (width.isEmpty() || Columns.of(text) <= width.getAsInt()) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int room = width.getAsInt();
        for (String part : text.split("(?<=\\S)(?= )")) {
            String word = " ".repeat(indent) + part.stripLeading();
            if (Columns.of(line + part) > room && Columns.of(word) <= room && !line.isEmpty()) {
                lines.add(line.toString());
                line = new StringBuilder(word);
            } else {
                line.append(part);
            }
        }
        lines.add(line.toString());
        return List.copyOf(lines);
    }
}

package io.tunnelwatch.commands.internal;

import io.tunnelwatch.commands.internal.text.Fields;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.commands.internal.text.Visible;
import io.tunnelwatch.commands.internal.text.Wrap;
import io.tunnelwatch.json.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a command prints. Everything that goes through it is harmless on a terminal.
 *
 * @param out the answer, and nothing else
 * @param notes what a person should know besides
 * @param width of the terminal; absent when there is none: then nothing is cut
 * @param colors whether the terminal shows colors
 * @param blocks whether the terminal shows block elements (U+2580 to U+259F), not only ASCII
 * @param now the moment of the command
 * @param prompt asks the person who typed the command; absent when nobody can be asked
 */
public record Screen(
        PrintStream out,
        PrintStream notes,
        OptionalInt width,
        boolean colors,
        boolean blocks,
        Instant now,
        Optional<Prompt> prompt) {

    private static final Json JSON = new Json();
    /** The width of a terminal that does not say. */
    public static final int DEFAULT_WIDTH = 80;

    private static final int INDENT = 2;

    /** Prints a table. */
    public void print(Table table) {
        table.lines(width, colors).forEach(out::println);
    }

    /** Prints names and values. */
    public void print(Fields fields) {
        fields.lines(width).forEach(out::println);
    }

    /**
     * Prints a line, or several where the terminal is too narrow for it; those that follow are indented a little more.
     */
    public void line(String text) {
        String visible = Visible.of(text);
        int indent = visible.length() - visible.stripLeading().length() + INDENT;
        Wrap.lines(visible, indent, width).forEach(out::println);
    }

    /** Prints one JSON document on one line. */
    public void json(Object document) {
        out.println(Visible.ofJson(JSON.write(document)));
    }

    /** Tells a person something that is not part of the answer. */
    public void note(String text) {
        out.flush();
        notes.println(Visible.of(text));
        notes.flush();
    }

    /** How times are told. */
    public Times times() {
        return new Times(now);
    }
}

package io.tunnelwatch.commands.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Names and values, one pair a line, the values aligned. What is absent is left out. */
public final class Fields {

    private static final String GAP = "  ";

    private record Field(String name, String value) {}

    private final List<Field> fields = new ArrayList<>();

    /** Adds a value. */
    public Fields add(String name, Object value) {
        fields.add(new Field(name, Visible.of(value.toString())));
        return this;
    }

    /** Adds a value, if there is one. */
    public Fields add(String name, Optional<?> value) {
        value.ifPresent(present -> add(name, present));
        return this;
    }

    /**
     * The lines: never cut, since each value may matter, but broken at blanks.
     *
     * @param width of the terminal; absent when it does not matter
     */
    public List<String> lines(OptionalInt width) {
        int names =
                fields.stream().mapToInt(field -> field.name().length()).max().orElse(0);
        int indent = names + GAP.length();
        return fields.stream()
                .map(field -> field.name() + " ".repeat(names - field.name().length()) + GAP + field.value())
                .flatMap(line -> Wrap.lines(line, indent, width).stream())
                .toList();
    }
}

package io.tunnelwatch.commands.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names and values, one pair a line, the values aligned. What is absent is left out. */
public final class Fields {

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

    /** The lines: never cut, since each value may matter. */
    public List<String> lines() {
        int width =
                fields.stream().mapToInt(field -> field.name().length()).max().orElse(0);
        return fields.stream()
                .map(field -> field.name() + " ".repeat(width - field.name().length()) + "  " + field.value())
                .toList();
    }
}

package io.tunnelwatch.notifier.syslog.internal;

import io.tunnelwatch.notifier.channel.Plain;
import io.tunnelwatch.notifier.channel.Utf8;
import java.util.Optional;

/** One SD-ELEMENT (RFC 5424, 6.3). Whatever a value holds, it stays in its place. */
final class StructuredData {

    private final StringBuilder element = new StringBuilder("[");

    /** @param id {@code name@enterpriseNumber} */
    StructuredData(String id) {
        element.append(id);
    }

    /**
     * Adds a value.
     *
     * @param maxBytes as it is written; what is longer is cut off
     */
    StructuredData with(String name, String value, int maxBytes) {
        String line = Plain.line(value, maxBytes);
        element.append(' ').append(name).append("=\"");
        element.append(Utf8.cut(line, maxBytes, StructuredData::escaped)).append('"');
        return this;
    }

    /** Adds a value if there is one. */
    StructuredData with(String name, Optional<String> value, int maxBytes) {
        value.ifPresent(present -> with(name, present, maxBytes));
        return this;
    }

    @Override
    public String toString() {
        return element + "]";
    }

    /** RFC 5424, 6.3.3: these three and no others. */
    private static String escaped(int character) {
        return switch (character) {
            case '"', '\\', ']' -> "\\" + (char) character;
            default -> Character.toString(character);
        };
    }
}

package io.tunnelwatch.notifier.syslog.internal;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Text in so many bytes of UTF-8. */
final class Utf8 {

    private Utf8() {}

    /** As many of the first characters as there is room for. */
    static String cut(String text, int maxBytes) {
        return cut(text, maxBytes, Character::toString);
    }

    /**
     * As many of the first characters as there is room for.
     *
     * @param written how a character is written; that is never cut in two
     */
    static String cut(String text, int maxBytes, IntFunction<String> written) {
        StringBuilder fitting = new StringBuilder();
        int room = maxBytes;
        int next = 0;
        while (next < text.length()) {
            int character = text.codePointAt(next);
            String piece = written.apply(character);
            room -= bytes(piece).length;
            if (room < 0) {
                break;
            }
            fitting.append(piece);
            next += Character.charCount(character);
        }
        return fitting.toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.tunnelwatch.notifier.channel;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Text in so many bytes of UTF-8. */
public final class Utf8 {

    private Utf8() {}

    /** As many of the first characters as there is room for. */
    public static String cut(String text, int maxBytes) {
        return cut(text, maxBytes, Character::toString);
    }

    /**
     * As many of the first characters as there is room for.
     *
     * @param written how a character is written; that is never cut in two
     */
    public static String cut(String text, int maxBytes, IntFunction<String> written) {
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

    /** The text in UTF-8. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

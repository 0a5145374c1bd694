package io.tunnelwatch.commands.internal.text;

/**
 * Makes text from outside harmless on a terminal: what would not be seen, but would move the cursor, change colors,
 * start a command of the terminal, or turn the direction of writing, becomes a visible escape.
 */
public final class Visible {

    private Visible() {}

    /** On one line: controls (C0, DEL, C1), line ends, format characters (also bidi controls) and half characters. */
    public static String of(String text) {
        return escape(text);
    }

    /**
     * A JSON document that means the same and is harmless too: outside of strings JSON is plain ASCII, and in strings
     * the escape is JSON's own.
     */
    public static String ofJson(String json) {
        return escape(json);
    }

    private static String escape(String text) {
        if (text.codePoints().noneMatch(Visible::isHidden)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            if (!isHidden(codePoint)) {
                escaped.appendCodePoint(codePoint);
                return;
            }
            for (char unit : Character.toChars(codePoint)) {
                escaped.append(String.format("\\u%04x", (int) unit));
            }
        });
        return escaped.toString();
    }

    private static boolean isHidden(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return true;
            default:
                return false;
        }
    }
}

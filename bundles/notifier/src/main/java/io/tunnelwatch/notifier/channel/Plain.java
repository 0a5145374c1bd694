package io.tunnelwatch.notifier.channel;

/** Makes text from outside safe to stand in a line: of a header, a protocol, a log. */
public final class Plain {

    private static final String ELLIPSIS = "…";

    private Plain() {}

    /**
     * One line of printable text: control and formatting characters (line breaks, terminal escapes, changes of
     * direction) and what is no character at all become blanks.
     *
     * @param longest in characters; what is longer is cut off, and ends with "…"
     */
    public static String line(String text, int longest) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            end += Character.charCount(character);
            if (line.length() >= longest && end <= text.length()) {
                return line.substring(0, line.offsetByCodePoints(line.length(), -1)) + ELLIPSIS;
            }
            line.appendCodePoint(isPrintable(character) ? character : ' ');
        }
        return line.toString();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

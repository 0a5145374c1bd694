package io.tunnelwatch.commands.internal.text;

/** How many columns of a terminal a text takes. */
public final class Columns {

    /** Ranges that take two columns, after Markus Kuhn's {@code wcwidth.c} (UAX #11), and emoji. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}
    };

    private static final String CUT = "...";

    private Columns() {}

    /** How many a text takes. */
    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** The text, or as much of its beginning as fits, with a mark that something is missing. */
    public static String fit(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        String mark = CUT.substring(0, Math.min(CUT.length(), columns));
        StringBuilder kept = new StringBuilder();
        int room = columns - mark.length();
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            room -= of(codePoint);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(codePoint);
            at += Character.charCount(codePoint);
        }
        return kept.append(mark).toString();
    }

    private static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}

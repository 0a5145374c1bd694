package io.tunnelwatch.wg.internal.recording;

import static io.tunnelwatch.wg.internal.recording.RecordingFormat.COMMENT;

/** What a line of a recording is. It is told by looking at the bytes: they may hold a key, of which no copy is made. */
enum LineKind {
    HEADER,
    /** Also an empty line. */
    COMMENT_LINE,
    /** A poll begins, by hand. */
    TIME,
    /** A poll begins that has an end. */
    POLL,
    END,
    FAILED,
    UNREADABLE,
    /** Whether it is a good one, the parser of dumps tells. */
    DUMP,
    FOREIGN;

    /** An interface may be called like a comment, but the line of an interface has at least so many tabs. */
    private static final int DUMP_TABS = 4;

    private static final int UNREADABLE_TABS = 2;

    static LineKind of(ByteLines line) {
        int tabs = line.tabs();
        if (line.startsWith(RecordingFormat.UNREADABLE) && tabs == UNREADABLE_TABS) {
            return UNREADABLE;
        }
        boolean comment = line.length() > 0 && line.bytes()[0] == COMMENT && tabs < DUMP_TABS;
        if (comment || line.isBlank()) {
            return COMMENT_LINE;
        }
        return tabs > 0 ? DUMP : ofWords(line);
    }

    private static LineKind ofWords(ByteLines line) {
        if (line.startsWithDigit()) {
            return TIME;
        }
        if (line.startsWith(RecordingFormat.POLL)) {
            return POLL;
        }
        if (line.startsWith(RecordingFormat.HEADER)) {
            return HEADER;
        }
        if (isWord(line, RecordingFormat.END)) {
            return END;
        }
        boolean failed = isWord(line, RecordingFormat.FAILED) || line.startsWith(RecordingFormat.FAILED + " ");
        return failed ? FAILED : FOREIGN;
    }

    private static boolean isWord(ByteLines line, String word) {
        return line.startsWith(word) && line.text(word.length() + 2).equals(word);
    }
}

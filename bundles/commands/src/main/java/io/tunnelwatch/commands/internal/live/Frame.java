package io.tunnelwatch.commands.internal.live;

import io.tunnelwatch.commands.internal.text.Columns;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.commands.internal.text.Visible;
import io.tunnelwatch.commands.internal.text.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Fits a picture into a terminal: never wider, never higher. */
final class Frame {

    private static final String GAP = "  ";
    private static final int NOTE_INDENT = 2;

    private Frame() {}

    /** The lines from the top, at most {@code rows}, each of at most {@code columns}; there may be colors in them. */
    static List<String> lines(Picture picture, int columns, int rows) {
        List<String> note = note(picture, columns, rows);
        List<String> lines = new ArrayList<>();
        lines.add(headline(picture, columns));
        lines.addAll(table(picture, columns, rows - 1 - note.size()));
        lines.addAll(note);
        return lines.subList(0, Math.min(rows, lines.size()));
    }

    /** What it is about on the left, the moment on the right; in a narrow terminal without the latter. */
    private static String headline(Picture picture, int columns) {
        String time = Times.absolute(picture.taken());
        String text = Visible.of(picture.headline());
        int blanks = columns - Columns.of(text) - Columns.of(time);
        return blanks < GAP.length() ? Columns.fit(text, columns) : text + " ".repeat(blanks) + time;
    }

    private static List<String> table(Picture picture, int columns, int room) {
        List<String> all = picture.table().lines(OptionalInt.of(columns), true);
        if (all.size() <= room && !picture.further()) {
            return all;
        }
        int shown = Math.max(0, Math.min(all.size(), room - 1));
        // the first line is the header
        int left = all.size() - Math.max(1, shown);
        String more = picture.further() ? "more than " + left + " more" : left + " more";
        List<String> cut = new ArrayList<>(all.subList(0, shown));
        if (room > 0) {
            cut.add(Columns.fit("... " + (picture.further() && left == 0 ? "more" : more), columns));
        }
        return cut;
    }

    /** At most a third of the room: the table goes on. */
    private static List<String> note(Picture picture, int columns, int rows) {
        List<String> lines = picture.note()
                .map(text -> Wrap.lines(Visible.of(text), NOTE_INDENT, OptionalInt.of(columns)))
                .orElse(List.of());
        int most = Math.max(1, rows / 3);
        if (lines.size() <= most) {
            return lines.stream().map(line -> Columns.fit(line, columns)).toList();
        }
        List<String> kept = new ArrayList<>(lines.subList(0, most - 1));
        kept.add(Columns.fit(lines.get(most - 1) + " ...", columns));
        return kept.stream().map(line -> Columns.fit(line, columns)).toList();
    }
}

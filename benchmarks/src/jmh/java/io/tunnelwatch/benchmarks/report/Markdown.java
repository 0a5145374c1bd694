package io.tunnelwatch.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of which the figures are made and the words are written by people: what is made stands between {@code <!--
 * begin NAME -->} and {@code <!-- end NAME -->}.
 */
final class Markdown {

    private Markdown() {}

    /**
     * Puts a part into the page in place of the one of this name.
     *
     * @throws IllegalArgumentException the page has no place of this name
     */
    static void replace(Path page, String name, String part) throws IOException {
        String begin = "<!-- begin " + name + " -->";
        String end = "<!-- end " + name + " -->";
        String text = Files.readString(page);
        Pattern place = Pattern.compile(Pattern.quote(begin) + ".*?" + Pattern.quote(end), Pattern.DOTALL);
        Matcher matcher = place.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException(page + " has no line " + begin);
        }
        String whole = begin + "\n" + part.strip() + "\n" + end;
        Files.writeString(page, matcher.replaceFirst(Matcher.quoteReplacement(whole)));
    }

    /** A table, row by row. */
    static final class Table {

        private final List<String> lines = new ArrayList<>();

        Table(String... headings) {
            row((Object[]) headings);
            lines.add("|" + "---|".repeat(headings.length));
        }

        Table row(Object... cells) {
            StringBuilder line = new StringBuilder("|");
            for (Object cell : cells) {
                line.append(' ').append(cell).append(" |");
            }
            lines.add(line.toString());
            return this;
        }

        @Override
        public String toString() {
            return String.join("\n", lines);
        }
    }
}

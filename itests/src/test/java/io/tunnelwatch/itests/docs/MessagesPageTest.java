package io.tunnelwatch.itests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/messages.md} to the sources: each message at WARN and ERROR has a row with what to do about it, and
 * each row is a message.
 */
class MessagesPageTest {

    private static final Path PAGE = Path.of("../docs/messages.md");
    private static final Path BUNDLES = Path.of("../bundles");
    private static final Pattern CALL = Pattern.compile("\\bLOG\\s*(?:\\.|::)\\s*(warn|error)\\b");

    /** Behind a call: its text, perhaps of several parts. */
    private static final Pattern TEXT =
            Pattern.compile("\\s*\\(\\s*(\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*)");

    private static final Pattern PART = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Test
    void everyMessageHasARowAndEveryRowIsAMessage() throws IOException {
        assertThat(onThePage())
                .as("docs/messages.md: the level, the message and the class of each LOG.warn and LOG.error")
                .containsExactlyInAnyOrderElementsOf(inTheSources());
    }

    @Test
    void everyRowSaysSomething() throws IOException {
        assertThat(rows())
                .allSatisfy(cells -> assertThat(cells.get(4)).as("%s", cells).isNotEmpty());
    }

    private static Set<String> inTheSources() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(BUNDLES)) {
            for (Path file : files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .toList()) {
                found.addAll(in(file));
            }
        }
        return found;
    }

    private static Set<String> in(Path file) throws IOException {
        String source = Files.readString(file);
        String of = "`" + BUNDLES.relativize(file).getName(0) + "` "
                + file.getFileName().toString().replace(".java", "");
        Set<String> found = new TreeSet<>();
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            found.add(row(call.group(1).toUpperCase(Locale.ROOT), text(source, call, file), of));
        }
        return found;
    }

    private static String text(String source, Matcher call, Path file) {
        if (call.group().contains("::")) {
            return "{}";
        }
        Matcher text = TEXT.matcher(source).region(call.end(), source.length());
        assertThat(text.lookingAt())
                .as("%s: a message is a constant text, or \"{}\" with what it says", file)
                .isTrue();
        return PART.matcher(text.group(1))
                .results()
                .map(part -> part.group(1).replace("\\\"", "\""))
                .collect(Collectors.joining());
    }

    private static Set<String> onThePage() throws IOException {
        return rows().stream()
                .map(cells -> row(cells.get(1), cells.get(2).replaceAll("^`|`$", ""), cells.get(3)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The cells of each row; the first is what stands before the first bar. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| (WARN|ERROR) \\|.*"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
    }

    private static String row(String level, String message, String of) {
        return level + " " + message + " (" + of + ")";
    }
}

package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.notifier.channel.MessageTemplate.BrokenException;
import io.tunnelwatch.notifier.channel.MessageTemplate.Escape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a channel says things: a line, a text, a page. Where a template is broken the built-in one is used, so that a
 * slip of the pen keeps nobody from being told.
 *
 * @param zone of the times
 * @param problems what is wrong with templates, for people; empty when all are used
 */
public record Wording(
        MessageTemplate subjectTemplate,
        MessageTemplate textTemplate,
        MessageTemplate htmlTemplate,
        ZoneId zone,
        List<String> problems) {

    private static final int LONGEST_SUBJECT = 250;
    private static final String FILE = "file:";

    public Wording {
        problems = List.copyOf(problems);
    }

    /** The built-in one. */
    public static Wording builtIn(ZoneId zone) {
        return read("", "", "", zone);
    }

    /** Reads templates as {@link ChannelConfig} has them. */
    static Wording read(String subject, String text, String html, ZoneId zone) {
        List<String> problems = new ArrayList<>();
        return new Wording(
                template("subject", subject, Escape.NONE, builtIn("subject.mustache", Escape.NONE), problems),
                template("text", text, Escape.NONE, builtIn("text.mustache", Escape.NONE), problems),
                template("html", html, Escape.HTML, builtIn("html.mustache", Escape.HTML), problems),
                zone,
                problems);
    }

    /**
     * Reads one template.
     *
     * @param setting for the problem
     * @param source the template, or {@code file:} and the path of it; empty for the built-in one
     * @param problems gets a text when the template is broken, and the built-in one is used
     */
    public static MessageTemplate template(
            String setting, String source, Escape escape, MessageTemplate builtIn, List<String> problems) {
        Optional<String> problem;
        try {
            return source.isBlank() ? builtIn : MessageTemplate.compile(content(source), escape);
        } catch (BrokenException e) {
            problem = Optional.of(e.getMessage());
        } catch (IOException | InvalidPathException e) {
            problem = Optional.of("it can not be read (" + e + ")");
        }
        problems.add("template " + setting + ", " + problem.get() + "; the built-in one is used");
        return builtIn;
    }

    /** The message in one line. */
    public String subject(Message message) {
        return Plain.line(subjectTemplate.render(message, zone).strip(), LONGEST_SUBJECT);
    }

    /** The message as plain text. */
    public String text(Message message) {
        return textTemplate.render(message, zone);
    }

    /** The message as HTML. */
    public String html(Message message) {
        return htmlTemplate.render(message, zone);
    }

    private static String content(String source) throws IOException {
        return source.startsWith(FILE)
                ? Files.readString(Path.of(source.substring(FILE.length()).strip()))
                : source;
    }

    private static MessageTemplate builtIn(String resource, Escape escape) {
        try (InputStream input = Wording.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException("The bundle lacks its template " + resource);
            }
            return MessageTemplate.compile(new String(input.readAllBytes(), StandardCharsets.UTF_8), escape);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BrokenException e) {
            throw new IllegalStateException("The bundle's own template " + resource + " is broken", e);
        }
    }
}

package io.tunnelwatch.notifier.channel;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import com.samskivert.mustache.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Mustache template over the fields of a message ({@link MessageFields}; {@code docs/channels.md} lists them). Safe
 * for any number of threads.
 */
public final class MessageTemplate {

    /** How the values of fields are kept from breaking out of their place. */
    public enum Escape {
        /** Plain text: fields are single lines already. */
        NONE(Escapers.NONE),
        /** HTML, in elements and in quoted attributes. */
        HTML(Escapers.HTML),
        /** JSON, between quotation marks. */
        JSON(Escapers.simple(new String[][] {{"\\", "\\\\"}, {"\"", "\\\""}, {"/", "\\/"}})),
        /** The values of {@code application/x-www-form-urlencoded}, and of queries. */
        FORM(raw -> URLEncoder.encode(raw, StandardCharsets.UTF_8));

        private final Mustache.Escaper escaper;

        Escape(Mustache.Escaper escaper) {
            this.escaper = escaper;
        }
    }

    /** A template that can not be used; the message says in which line, and why. */
    public static final class BrokenException extends Exception {

        private static final long serialVersionUID = 1L;

        private BrokenException(int line, String why, @Nullable Throwable cause) {
            super("line " + line + ": " + why, cause);
        }
    }

    private static final Pattern LINE = Pattern.compile(" @ line (\\d+)$");

    private final Template template;

    private MessageTemplate(Template template) {
        this.template = template;
    }

    /**
     * Reads a template, and tries it on messages of every kind: so a field that there is not is found now.
     *
     * @throws BrokenException it can not be used
     */
    public static MessageTemplate compile(String text, Escape escape) throws BrokenException {
        int open = text.lastIndexOf("{{");
        if (open > text.lastIndexOf("}}")) { // JMustache would take it for text
            int line = (int) text.substring(0, open).lines().count();
            throw new BrokenException(Math.max(1, line), "'{{' without '}}'", null);
        }
        try {
            Template template = Mustache.compiler()
                    .withEscaper(escape.escaper)
                    .emptyStringIsFalse(true)
                    .strictSections(true)
                    .withLoader(name -> {
                        throw new IllegalArgumentException("partials ({{> " + name + "}}) are not supported");
                    })
                    .compile(text);
            MessageTemplate compiled = new MessageTemplate(template);
            Samples.MESSAGES.forEach(sample -> compiled.render(sample, ZoneId.of("UTC")));
            return compiled;
        } catch (MustacheParseException e) {
            throw new BrokenException(line(e), firstLine(e), e);
        } catch (MustacheException.Context e) {
            throw new BrokenException(e.lineNo, "there is no field '" + e.key + "'", e);
        } catch (MustacheException | IllegalArgumentException e) {
            throw new BrokenException(1, firstLine(e), e);
        }
    }

    /** Fills it in. */
    public String render(Message message, ZoneId zone) {
        return template.execute(MessageFields.of(message, zone));
    }

    /** JMustache says it at the end of its message only. */
    private static int line(MustacheParseException e) {
        Matcher matcher = LINE.matcher(String.valueOf(e.getMessage()));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst(LINE.pattern(), "");
    }
}

package io.tunnelwatch.notifier.internal.webhook;

import io.tunnelwatch.json.Json;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.MessageTemplate;
import io.tunnelwatch.notifier.channel.MessageTemplate.BrokenException;
import io.tunnelwatch.notifier.channel.MessageTemplate.Escape;
import io.tunnelwatch.notifier.channel.Samples;
import io.tunnelwatch.notifier.channel.Wording;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is sent: a template filled in, or the JSON of {@link WebhookJson}. That one also stands in for a template that
 * can not be used.
 *
 * @param template absent for the JSON
 * @param problems what is wrong with the template, for people
 */
record Body(Optional<MessageTemplate> template, ZoneId zone, List<String> problems) {

    private static final Json JSON = new Json();
    private static final MessageTemplate NONE = none();
    private static final String BUILT_IN = "; the built-in JSON is sent instead";

    Body {
        problems = List.copyOf(problems);
    }

    /**
     * Reads the template.
     *
     * @param source as {@link Wording#template} takes it
     * @param contentType decides how values are escaped
     */
    static Body read(String source, String contentType, ZoneId zone) {
        List<String> problems = new ArrayList<>();
        Escape escape = escape(contentType);
        MessageTemplate template = Wording.template("body", source, escape, NONE, problems);
        if (escape == Escape.JSON && template != NONE) {
            flaw(template, zone)
                    .ifPresent(where ->
                            problems.add("template body is no JSON when it is filled in (" + where + ")" + BUILT_IN));
        }
        return new Body(Optional.of(template).filter(given -> given != NONE && problems.isEmpty()), zone, problems);
    }

    /** The body for a message. */
    String write(Message message) {
        return template.map(given -> given.render(message, zone)).orElseGet(() -> WebhookJson.write(message));
    }

    private static Optional<String> flaw(MessageTemplate template, ZoneId zone) {
        return Samples.MESSAGES.stream()
                .flatMap(sample -> JSON.flaw(template.render(sample, zone)).stream())
                .findFirst();
    }

    /** XML takes what HTML does. */
    private static Escape escape(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.endsWith("/json") || type.endsWith("+json")) {
            return Escape.JSON;
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            return Escape.FORM;
        }
        return type.endsWith("html") || type.endsWith("xml") ? Escape.HTML : Escape.NONE;
    }

    private static MessageTemplate none() {
        try {
            return MessageTemplate.compile("", Escape.NONE);
        } catch (BrokenException e) {
            throw new IllegalStateException("Nothing is a template", e);
        }
    }
}

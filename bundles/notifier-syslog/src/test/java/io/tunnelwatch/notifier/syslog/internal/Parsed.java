package io.tunnelwatch.notifier.syslog.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a collector reads that takes RFC 5424 at its word: the grammar of chapter 6, one element, UTF-8 with its mark.
 */
record Parsed(
        int priority,
        String timestamp,
        String hostname,
        String appName,
        String messageId,
        String elementId,
        Map<String, String> parameters,
        String text) {

    private static final String NAME = "[!-~&&[^= \\]\"]]{1,32}";
    private static final String PARAMETER = " (" + NAME + ")=\"((?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*+)\"";
    private static final Pattern PARAMETERS = Pattern.compile(PARAMETER);
    private static final Pattern MESSAGE = Pattern.compile("<(\\d{1,3})>1"
            + " (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?Z)"
            + " ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32})"
            + " \\[(" + NAME + ")((?:" + PARAMETER + ")*+)\\]"
            + " \uFEFF([^\\p{Cntrl}]*)");

    static Parsed of(byte[] bytes) {
        Matcher message = MESSAGE.matcher(decoded(bytes));
        if (!message.matches()) {
            throw new AssertionError("no message of RFC 5424: " + decoded(bytes));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETERS.matcher(message.group(8));
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2).replaceAll("\\\\(.)", "$1"));
        }
        return new Parsed(
                Integer.parseInt(message.group(1)),
                message.group(2),
                message.group(3),
                message.group(4),
                message.group(6),
                message.group(7),
                parameters,
                message.group(11));
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("no UTF-8", e);
        }
    }
}

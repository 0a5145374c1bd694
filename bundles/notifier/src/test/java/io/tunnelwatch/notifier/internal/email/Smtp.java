package io.tunnelwatch.notifier.internal.email;

import io.tunnelwatch.notifier.channel.ScriptedServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A mail server that answers as it is told: by the beginning of what it hears. */
final class Smtp implements ScriptedServer.Script {

    /** Hangs up. */
    static final String HANG_UP = "hang up";
    /** Answers nothing any more. */
    static final String HANG = "hang";
    /** Answers for ever, a character at a time. */
    static final String DRIP = "drip";

    private final Map<String, String> answers = new LinkedHashMap<>();

    private Optional<SSLContext> tls = Optional.empty();

    private Smtp() {}

    static Smtp willing() {
        return new Smtp();
    }

    /**
     * @param command its beginning; {@code CONNECT} for the greeting, {@code LINE} for a line of the mail, {@code .}
     */
    Smtp answers(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    /** Offers STARTTLS, and does it. */
    Smtp encrypts(SSLContext context) {
        tls = Optional.of(context);
        return answers("EHLO", "250-smtp\r\n250-STARTTLS\r\n250 AUTH PLAIN").answers("STARTTLS", "220 go on");
    }

    @Override
    public void play(ScriptedServer.Line line) throws IOException, InterruptedException {
        if (!say(line, answer("CONNECT", "220 smtp ready"))) {
            return;
        }
        boolean data = false;
        while (line.hears()) {
            String heard = line.last();
            boolean end = data && heard.equals(".");
            String answer = data && !end
                    ? answer("LINE", "")
                    : answer(heard, heard.startsWith("DATA") ? "354 go on" : "250 ok");
            data = (data || heard.startsWith("DATA") && answer.startsWith("354")) && !end;
            if (!say(line, answer)) {
                return;
            }
            if (heard.equals("STARTTLS") && tls.isPresent()) {
                line.encrypt(tls.get());
            }
        }
    }

    private String answer(String heard, String usual) {
        return answers.entrySet().stream()
                .filter(entry -> heard.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
    }

    private static boolean say(ScriptedServer.Line line, String answer) throws IOException, InterruptedException {
        switch (answer) {
            case HANG_UP -> {
                return false;
            }
            case HANG -> line.hang();
            case DRIP -> line.drip("250-a");
            case "" -> {}
            default -> line.write(answer + "\r\n");
        }
        return true;
    }
}

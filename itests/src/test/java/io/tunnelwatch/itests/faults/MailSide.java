package io.tunnelwatch.itests.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that does to each connection what its manner says. It remembers mails by their keys. */
final class MailSide extends OtherSide {

    /** What it says when nothing is the matter. */
    static final String USUAL = "";

    /** Says nothing, and ends the connection. */
    static final String HANG_UP = "hang up";

    private static final String KEY = "x-tunnelwatch-key:";

    /** Where a connection is. */
    enum Step {
        GREETING,
        COMMAND,
        RECIPIENT,
        /** A line of the mail. */
        LINE,
        /** The mail came whole. */
        END
    }

    /**
     * A reply is to be given.
     *
     * @param connection their number, from 0
     * @param heard the line
     * @param key of the mail, as far as it has come
     */
    record Moment(int connection, Step step, String heard, String key) {}

    /** What it replies. */
    interface Manner {
        /** @return a reply, {@link #USUAL} or {@link #HANG_UP} */
        String reply(MailSide side, Moment moment) throws InterruptedException;
    }

    private final AtomicInteger connections = new AtomicInteger();
    private volatile Manner manner = (side, moment) -> USUAL;

    void behave(Manner changed) {
        connections.set(0);
        manner = changed;
        change();
    }

    void isWell() {
        behave((side, moment) -> USUAL);
    }

    @Override
    void serve(Socket connection, InputStream input) throws IOException, InterruptedException {
        Manner now = manner;
        int number = connections.getAndIncrement();
        if (!says(connection, now.reply(this, new Moment(number, Step.GREETING, "", "")), "220 ready")) {
            return;
        }
        for (String heard = line(input); !heard.isEmpty(); heard = line(input)) {
            String command = heard.toUpperCase(Locale.ROOT);
            if (command.startsWith("QUIT")) {
                return;
            }
            Step step = command.startsWith("RCPT") ? Step.RECIPIENT : Step.COMMAND;
            String usual = command.startsWith("DATA") ? "354 go on" : "250 fine";
            if (!says(connection, now.reply(this, new Moment(number, step, heard, "")), usual)) {
                return;
            }
            if (command.startsWith("DATA") && !takes(connection, input, now, number)) {
                return;
            }
        }
    }

    /** Whether the connection goes on. */
    private boolean takes(Socket connection, InputStream input, Manner now, int number)
            throws IOException, InterruptedException {
        String key = "";
        for (String heard = line(input); !heard.equals("."); heard = line(input)) {
            if (heard.toLowerCase(Locale.ROOT).startsWith(KEY)) {
                key = heard.substring(KEY.length()).strip();
            }
            if (now.reply(this, new Moment(number, Step.LINE, heard, key)).equals(HANG_UP)) {
                return false;
            }
        }
        Reception mail = received(key, List.of(key));
        String reply = now.reply(this, new Moment(number, Step.END, ".", key));
        if (!says(connection, reply, "250 taken")) {
            return false;
        }
        if (!reply.equals(USUAL)) {
            if (reply.startsWith("5")) {
                refuse(key);
            }
            return true;
        }
        // who says goodbye has read the reply before
        mail.heard().set(line(input).toUpperCase(Locale.ROOT).startsWith("QUIT"));
        return false;
    }

    private static boolean says(Socket connection, String reply, String usual) throws IOException {
        if (reply.equals(HANG_UP)) {
            return false;
        }
        write(connection, (reply.equals(USUAL) ? usual : reply) + "\r\n");
        return true;
    }
}

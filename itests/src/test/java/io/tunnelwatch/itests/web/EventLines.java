package io.tunnelwatch.itests.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of one stream of events as they come; of each its beginning. Fed by one thread, asked by others. */
final class EventLines {

    private static final int KEPT_BYTES = 64;
    private static final String ID = "id: ";

    private final byte[] line = new byte[KEPT_BYTES];
    private int length;
    private boolean first = true;
    private volatile long sequence = -1;
    private volatile Optional<String> flaw = Optional.empty();

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                endLine();
            } else if (length < KEPT_BYTES) {
                line[length++] = next;
            }
        }
    }

    /** The stream has ended. */
    void end() {
        fail("the end of the stream");
    }

    /** The number of the latest event; -1 before the first word. */
    long sequence() {
        return sequence;
    }

    /** The first thing that was not as it should be. */
    Optional<String> flaw() {
        return flaw;
    }

    private void endLine() {
        if (first || line[0] == 'i' || line[0] == 'e') {
            look(new String(line, 0, length, StandardCharsets.UTF_8));
        }
        length = 0;
    }

    private void look(String text) {
        if (first) {
            first = false;
            if (!text.startsWith("HTTP/1.1 200")) {
                fail(text);
            }
        } else if (text.equals("event: gap")) {
            fail(text);
        } else if (text.startsWith(ID)) {
            long next = Long.parseLong(text.substring(ID.length(), text.indexOf('-')));
            if (sequence >= 0 && next != sequence + 1) {
                fail(next + " behind " + sequence);
            }
            sequence = next;
        }
    }

    private void fail(String what) {
        if (flaw.isEmpty()) {
            flaw = Optional.of(what);
        }
    }
}

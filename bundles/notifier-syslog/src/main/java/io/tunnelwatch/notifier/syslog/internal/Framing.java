package io.tunnelwatch.notifier.syslog.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** How a stream tells where a message ends (RFC 6587, 3.4). */
enum Framing {
    /** Its length stands before it. */
    COUNTED,
    /** A line feed stands behind it; there is none in our messages. */
    NEWLINE;

    byte[] frame(byte[] message) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(message.length + 6);
        if (this == COUNTED) {
            frame.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        }
        frame.writeBytes(message);
        if (this == NEWLINE) {
            frame.write('\n');
        }
        return frame.toByteArray();
    }
}

package io.tunnelwatch.notifier.snmp.internal;

import java.security.SecureRandom;
import org.snmp4j.smi.OctetString;

/**
 * Who sends a v3 trap (RFC 3411, 3.1.1): the receiver goes by id, boots and the time since then to tell a fresh message
 * from one that somebody sends once more. Of an inform the receiver's engine counts.
 *
 * @param boots how often this engine was started, this time included
 */
record Engine(OctetString id, int boots) {

    /** SNMP4J's enterprise number (4976), for it is the engine, and format 5: bytes of our own (RFC 3411, 5). */
    private static final byte[] PREFIX = {(byte) 0x80, 0x00, 0x13, 0x70, 0x05};

    private static final int RANDOM_BYTES = 8;

    /** One that nobody has to know: for informs. */
    static Engine ofInforms() {
        return new Engine(randomId(), 1);
    }

    static OctetString randomId() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        OctetString id = new OctetString(PREFIX);
        id.append(bytes);
        return id;
    }
}

package io.tunnelwatch.notifier.syslog.internal;

import java.io.IOException;

/** Brings messages to the collector. One thread sends. */
interface Wire extends AutoCloseable {

    /** Sends one message. Returns when it is on its way: no protocol of syslog confirms. */
    void send(byte[] message) throws IOException;

    /** Ends it, and a send under way; from any thread. */
    @Override
    void close();
}

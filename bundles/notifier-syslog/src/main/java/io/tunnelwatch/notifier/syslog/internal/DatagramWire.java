package io.tunnelwatch.notifier.syslog.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;

/**
 * A message as a datagram (RFC 5426). It may be lost, and nobody would know; only where the collector's machine answers
 * that nobody listens, that is heard.
 */
record DatagramWire(String host, int port) implements Wire {

    /** An answer "port unreachable" comes at once or, through a firewall, never. */
    private static final int ANSWER_MILLISECONDS = 10;

    @Override
    public void send(byte[] message) throws IOException {
        // a socket for each, so that an answer belongs to this message
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getByName(host), port);
            socket.send(new DatagramPacket(message, message.length));
            socket.setSoTimeout(ANSWER_MILLISECONDS);
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException e) {
            // no answer is the good answer
        }
    }

    @Override
    public void close() {}
}

package io.tunnelwatch.notifier.mqtt.internal;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;

/** Packets over a socket. For one thread; reading ends in time even where the other side sends byte by byte. */
final class Wire implements Closeable {

    /** Nothing that we are told is longer: we subscribe to nothing. */
    static final int LONGEST = 64 * 1024;

    private static final int MOST_LENGTH_BYTES = 4;

    private final Socket plain;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private long deadline;

    /**
     * @param plain below TLS, if there is TLS
     * @param socket to talk through
     */
    Wire(Socket plain, Socket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    void write(MqttWireMessage packet) throws IOException {
        out.write(bytes(packet));
        out.flush();
    }

    static byte[] bytes(MqttWireMessage packet) throws IOException {
        try {
            return packet.serialize();
        } catch (MqttException e) {
            throw new IOException("a packet cannot be written", e);
        }
    }

    /**
     * Waits for a packet.
     *
     * @throws SocketTimeoutException it did not come in time
     * @throws EOFException the other side has closed
     */
    Frame read(Duration timeout) throws IOException {
        deadline = System.nanoTime() + timeout.toNanos();
        return frame(nextByte());
    }

    /** A packet that is there, or nothing. */
    Optional<Frame> poll(Duration timeout) throws IOException {
        int first;
        try {
            deadline = System.nanoTime() + Duration.ofMillis(1).toNanos();
            first = nextByte();
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
        deadline = System.nanoTime() + timeout.toNanos();
        return Optional.of(frame(first));
    }

    private Frame frame(int first) throws IOException {
        int length = 0;
        int read = 0;
        int next;
        do {
            next = nextByte();
            length |= (next & 0x7F) << (7 * read++);
        } while ((next & 0x80) != 0 && read < MOST_LENGTH_BYTES);
        if ((next & 0x80) != 0 || length > LONGEST) {
            throw new IOException("what comes is no MQTT");
        }
        byte[] body = new byte[length];
        for (int at = 0; at < length; ) {
            awaitUntilDeadline();
            int count = in.read(body, at, length - at);
            if (count < 0) {
                throw new EOFException("the broker closed the connection");
            }
            at += count;
        }
        return new Frame(first >> 4, body);
    }

    private int nextByte() throws IOException {
        awaitUntilDeadline();
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the broker closed the connection");
        }
        return next;
    }

    private void awaitUntilDeadline() throws IOException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left < 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        // 0 would be for ever
        socket.setSoTimeout((int) left + 1);
    }

    /** Closes the plain socket: TLS would say good-bye first, to a side that may not listen. */
    @Override
    public void close() throws IOException {
        plain.close();
    }
}

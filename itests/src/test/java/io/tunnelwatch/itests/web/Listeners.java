package io.tunnelwatch.itests.web;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Many who listen to the live events, read by one thread. Each looks whether what it gets is in order and without a
 * gap. They come and go by the thread of the test.
 */
public final class Listeners implements AutoCloseable {

    private static final Duration BEGIN_LIMIT = Duration.ofSeconds(60);
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int SMALL_RECEIVE_BUFFER = 4096;

    private final InetSocketAddress server;
    private final String authorization;
    private final List<Listener> all = new CopyOnWriteArrayList<>();
    private final Selector selector;
    private final Thread thread = new Thread(this::read, "listeners");
    private volatile Optional<IOException> failure = Optional.empty();
    private volatile boolean closed;

    /** What one has heard. */
    private static final class Listener {

        private final SocketChannel channel;
        private final EventLines lines = new EventLines();

        Listener(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * @param port of Karaf, on 127.0.0.1
     * @param authorization of the header of that name
     */
    public Listeners(int port, String authorization) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.authorization = authorization;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.start();
    }

    /** So many more, which begin now; returns when all of them are let in. */
    public Listeners add(int count) throws IOException {
        for (int one = 0; one < count; one++) {
            SocketChannel channel = connect(Optional.empty());
            Listener listener = new Listener(channel);
            all.add(listener);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, listener);
            selector.wakeup();
        }
        awaitAll("the beginning of the stream", BEGIN_LIMIT, lines -> lines.sequence() >= 0);
        return this;
    }

    /** One who asks for the events and reads nothing. */
    public SocketChannel addDeaf() throws IOException {
        return connect(Optional.of(SMALL_RECEIVE_BUFFER));
    }

    /** The least and therefore safest of the positions that they have come to. */
    public long sequence() {
        return all.stream()
                .mapToLong(listener -> listener.lines.sequence())
                .min()
                .orElseThrow(() -> new IllegalStateException("Nobody listens"));
    }

    /** Waits until all have the event of this number; fails when one missed something. */
    public void awaitSequence(long sequence, Duration limit) {
        awaitAll("event " + sequence, limit, lines -> lines.sequence() >= sequence);
    }

    private void awaitAll(String what, Duration limit, Predicate<EventLines> reached) {
        await(what).atMost(limit).pollInterval(Duration.ofMillis(20)).until(() -> {
            failure.ifPresent(e -> {
                throw new UncheckedIOException(e);
            });
            all.forEach(listener -> listener.lines.flaw().ifPresent(flaw -> {
                throw new AssertionError("One who listens got: " + flaw);
            }));
            return all.stream().allMatch(listener -> reached.test(listener.lines));
        });
    }

    private SocketChannel connect(Optional<Integer> receiveBuffer) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (receiveBuffer.isPresent()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer.get());
        }
        channel.connect(server);
        // without chunks, so that the lines are those of the stream
        String request = "GET /tunnelwatch/api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Authorization: " + authorization + "\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (!closed) {
                selector.select(key -> read(key, buffer));
            }
        } catch (IOException | UncheckedIOException e) {
            failure = Optional.of(e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e);
        }
    }

    private static void read(SelectionKey key, ByteBuffer buffer) {
        Listener listener = (Listener) key.attachment();
        try {
            int length = listener.channel.read(buffer.clear());
            if (length < 0) {
                key.cancel();
                listener.lines.end();
            } else {
                listener.lines.take(buffer.flip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All leave. */
    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Listener listener : all) {
            listener.channel.close();
        }
        selector.close();
    }
}

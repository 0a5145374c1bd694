package io.tunnelwatch.itests.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The other side of a channel, on a socket of its own: the servers that others make do not tell whether their answer
 * was read, and that is what decides whether a message may come again. Safe for any number of threads.
 */
abstract class OtherSide implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "other-side");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Reception> receptions = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private ServerSocket listening;
    private volatile CountDownLatch changed = new CountDownLatch(1);

    OtherSide() {
        listening = listen(0);
        port = listening.getLocalPort();
    }

    /** Plays the server on one connection. */
    abstract void serve(Socket connection, InputStream input) throws IOException, InterruptedException;

    int port() {
        return port;
    }

    /** Nobody listens, and what is under way breaks off. */
    synchronized void down() {
        close(listening);
        connections.forEach(OtherSide::close);
    }

    /** It listens again. */
    synchronized void up() {
        listening = listen(port);
    }

    /** All that came, in order, whatever was answered. */
    List<Reception> receptions() {
        return List.copyOf(receptions);
    }

    /** The keys of what it will never take. */
    Set<String> refused() {
        return Set.copyOf(refused);
    }

    /** Begins a new record. */
    void forget() {
        receptions.clear();
        refused.clear();
    }

    void refuse(String key) {
        refused.add(key);
    }

    Reception received(String key, List<String> notices) {
        Reception reception = Reception.now(key, notices);
        receptions.add(reception);
        return reception;
    }

    /** Who waits in {@link #linger} goes on. */
    void change() {
        CountDownLatch before = changed;
        changed = new CountDownLatch(1);
        before.countDown();
    }

    /** Takes this time, if it does not change meanwhile. */
    void linger(Duration time) throws InterruptedException {
        changed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next line without its end; what there is at the end of the stream. */
    static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        down();
        change();
        threads.shutdownNow();
    }

    private ServerSocket listen(int where) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), where));
            threads.execute(() -> accept(server));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                threads.execute(() -> play(connection));
            } catch (IOException e) {
                return; // it is down
            }
        }
    }

    private void play(Socket connection) {
        try (connection) {
            serve(connection, new BufferedInputStream(connection.getInputStream()));
        } catch (IOException e) {
            return; // the one who called has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private static void close(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

package io.tunnelwatch.notifier.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server that does to each connection what its script says, on a real socket. */
public final class ScriptedServer implements AutoCloseable {

    /** What is done to one connection. It may throw when the other side goes away. */
    @FunctionalInterface
    public interface Script {
        void play(Line line) throws IOException, InterruptedException;
    }

    /** A connection, in the hands of a script. */
    public final class Line {
        private Socket socket;
        private BufferedReader input;
        private OutputStream output;

        private Line(Socket socket) throws IOException {
            use(socket);
        }

        /** From now on it is encrypted. */
        public void encrypt(SSLContext context) throws IOException {
            SSLSocket encrypted = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            encrypted.startHandshake();
            use(encrypted);
        }

        private void use(Socket next) throws IOException {
            socket = next;
            input = new BufferedReader(new InputStreamReader(next.getInputStream(), StandardCharsets.UTF_8));
            output = next.getOutputStream();
        }

        /** The next line; empty at the end. */
        public String read() throws IOException {
            String line = input.readLine();
            return line == null ? "" : line;
        }

        /** Whether there is a next line, which is then in {@link ScriptedServer#heard}. */
        public boolean hears() throws IOException {
            String line = input.readLine();
            if (line != null) {
                heard.add(line);
            }
            return line != null;
        }

        /** What was heard last. */
        public String last() {
            return heard.get(heard.size() - 1);
        }

        public void write(String text) throws IOException {
            output.write(text.getBytes(StandardCharsets.UTF_8));
            output.flush();
        }

        /** Nothing more happens, until the test ends. */
        public void hang() throws InterruptedException {
            reached.countDown();
            ended.await();
        }

        /** Sends the text again and again, a character at a time. */
        public void drip(String text) throws IOException, InterruptedException {
            reached.countDown();
            for (int next = 0; !ended.await(50, TimeUnit.MILLISECONDS); next = (next + 1) % text.length()) {
                write(text.substring(next, next + 1));
            }
        }
    }

    private final ServerSocket server;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> heard = new CopyOnWriteArrayList<>();

    public ScriptedServer(Script script) {
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> {
            while (true) {
                Socket socket = server.accept();
                start(() -> {
                    try (socket) {
                        script.play(new Line(socket));
                    }
                });
            }
        });
    }

    /** A server of HTTP that hears the head of a request and does this then. */
    public static ScriptedServer http(Script script) {
        return new ScriptedServer(line -> {
            while (line.hears() && !line.last().isEmpty()) {}
            script.play(line);
        });
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What the other side said, line by line. */
    public List<String> heard() {
        return heard;
    }

    /** Waits for a script that hangs or drips. */
    public void awaitReached() throws InterruptedException {
        if (!reached.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody came as far as that");
        }
    }

    @Override
    public void close() throws IOException {
        ended.countDown();
        server.close();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        return; // the other side, or the test, is at its end
                    }
                },
                "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }
}

package io.tunnelwatch.notifier.syslog.internal;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Takes one connection after the other, and reads messages with counted lengths from it. */
final class Collector implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final ServerSocket server;
    private final Thread thread = new Thread(this::serve, "collector");
    private volatile Optional<Socket> connection = Optional.empty();

    Collector(ServerSocketFactory factory, int port) throws IOException {
        server = factory.createServerSocket(port);
        thread.start();
    }

    /** For both ends: the collector has a certificate of its own making for "localhost", and it is trusted. */
    static SSLContext tls() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Collector.class.getResourceAsStream("collector.p12")) {
            store.load(input, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("collector", store.getCertificate("collector"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    int port() {
        return server.getLocalPort();
    }

    Parsed next() throws InterruptedException {
        byte[] message = received.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came");
        }
        return Parsed.of(message);
    }

    /** Ends the connection, and waits for the next one. */
    void hangUp() throws IOException {
        connection.orElseThrow().close();
    }

    boolean isConnected() {
        return connection.isPresent();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket accepted = server.accept()) {
                connection = Optional.of(accepted);
                read(new DataInputStream(accepted.getInputStream()));
            } catch (IOException e) {
                // the end of a connection, or of the collector
            }
            connection = Optional.empty();
        }
    }

    private void read(DataInputStream input) throws IOException {
        while (true) {
            int length = 0;
            for (int digit = input.read(); digit != ' '; digit = input.read()) {
                if (digit < 0) {
                    throw new EOFException();
                }
                length = length * 10 + Character.digit(digit, 10);
            }
            received.add(input.readNBytes(length));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        if (connection.isPresent()) {
            hangUp();
        }
        thread.join();
    }
}

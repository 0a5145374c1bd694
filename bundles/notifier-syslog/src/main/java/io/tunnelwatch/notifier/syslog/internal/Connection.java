package io.tunnelwatch.notifier.syslog.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to a collector. Its waits are not bounded: whoever has it calls {@link #abort} when it took too long.
 */
final class Connection {

    /** A collector has nothing to say; one that talks on and on is not listened to for ever. */
    private static final int MOST_READS = 16;

    /** Closing this one ends what is under way at once; closing a TLS socket first waits for it. */
    private final Socket plain = new Socket();

    private Socket socket = plain;

    /** Connects, with TLS if there is a factory for it: then the certificate must be trusted and be the host's. */
    void open(String host, int port, Optional<SSLSocketFactory> tls) throws IOException {
        plain.connect(new InetSocketAddress(host, port));
        plain.setKeepAlive(true);
        if (tls.isPresent()) {
            SSLSocket secured = (SSLSocket) tls.get().createSocket(plain, host, port, true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            socket = secured;
        }
        socket.setSoTimeout(1);
    }

    /** Whether the other side ended it: what is written to it then is accepted by the system, and lost. */
    boolean isOver() {
        byte[] said = new byte[1024];
        try {
            for (int read = 0; read < MOST_READS; read++) {
                if (socket.getInputStream().read(said) < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset, or closed by us
        }
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Says goodbye, as TLS wants it. Not while another thread writes. */
    void end() {
        try {
            socket.close();
        } catch (IOException e) {
            abort();
        }
    }

    /** Ends it and what is under way, from any thread. */
    void abort() {
        try {
            plain.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The connection can not be closed", e);
        }
    }
}

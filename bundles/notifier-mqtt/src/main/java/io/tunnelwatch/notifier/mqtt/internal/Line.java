package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.notifier.channel.TrustedCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes connections to a broker, one after the other, until it is cut. Safe for any number of threads. */
final class Line {

    private final MqttSettings settings;
    private volatile @Nullable Socket socket;
    private volatile boolean cut;

    Line(MqttSettings settings) {
        this.settings = settings;
    }

    /** Connects; each of the connection and the handshake of TLS takes the timeout at most. */
    Wire connect() throws IOException {
        Broker broker = settings.broker();
        int timeout = (int) settings.timeout().toMillis();
        Socket plain = new Socket();
        socket = plain;
        try {
            if (cut) {
                throw new SocketException("the channel is closed");
            }
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(broker.host(), broker.port()), timeout);
            plain.setSoTimeout(timeout);
            return new Wire(plain, broker.tls() ? secured(plain, broker) : plain);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** Ends the connection without a word, whatever another thread does with it, and all attempts to connect. */
    void cut() {
        cut = true;
        // the plain one: closing that of TLS waits for those who write
        Optional.ofNullable(socket).ifPresent(Line::close);
    }

    private SSLSocket secured(Socket plain, Broker broker) throws IOException {
        SSLSocket secured = (SSLSocket) factory().createSocket(plain, broker.host(), broker.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Read anew each time: certificates are replaced while we run. */
    private SSLSocketFactory factory() throws IOException {
        if (settings.caFile().isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            return TrustedCertificates.in(settings.caFile().get());
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException("caFile " + settings.caFile().get() + " holds no certificates that can be read", e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more either way
        }
    }
}

package io.tunnelwatch.notifier.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Puts TLS over sockets that are connected, and has the certificate checked against the name of the host that was asked
 * for (RFC 9110, 4.3.4), whatever name whoever calls this has for it.
 */
public final class NamedSocketFactory extends SSLSocketFactory {

    private final SSLSocketFactory factory;
    private final String host;

    /**
     * A factory for one host.
     *
     * @param factory decides which certificates are trusted
     */
    public NamedSocketFactory(SSLSocketFactory factory, String host) {
        this.factory = factory;
        this.host = host;
    }

    /** Returns when both sides have agreed. */
    @Override
    public Socket createSocket(Socket socket, String ignored, int port, boolean autoClose) throws IOException {
        SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, host, port, autoClose);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String other, int port) throws IOException {
        throw new IOException("Only sockets that are connected are encrypted");
    }

    @Override
    public Socket createSocket(String other, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(other, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(address.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(address, port);
    }
}

package io.tunnelwatch.notifier.internal.net;

import io.tunnelwatch.notifier.internal.net.SocketGuard.Exchange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request of HTTP/1.1 and its answer, over a connection of its own. The JDK's clients do not do here: that of
 * {@code java.net.http} keeps a thread, and with it this bundle's class loader, after the end of the bundle;
 * {@code HttpURLConnection} can not be ended from outside while it connects or reads a body ({@code disconnect} waits
 * for the reader: 23 s with a server that drips), and may send a POST twice by itself.
 *
 * <p>It goes through the proxy that the JVM has ({@code https.proxyHost}, {@code http.nonProxyHosts}, ...).
 */
public final class HttpConnection {

    private final Exchange exchange;
    private final URI uri;
    private final SSLSocketFactory tls;
    private final boolean secure;
    private final Optional<InetSocketAddress> proxy;

    /**
     * Nothing is opened yet.
     *
     * @param exchange bounds it
     * @param uri http or https, with a host
     */
    public HttpConnection(Exchange exchange, URI uri, SSLSocketFactory tls) {
        this.exchange = exchange;
        this.uri = uri;
        this.tls = new NamedSocketFactory(tls, uri.getHost());
        this.secure = uri.getScheme().equalsIgnoreCase("https");
        this.proxy = proxy(uri);
    }

    /** Sends once, and reads the answer. */
    public HttpReply send(String method, Map<String, String> headers, byte[] body) throws IOException {
        Socket socket = connected();
        if (secure) {
            socket = tls.createSocket(socket, uri.getHost(), port(), true);
        }
        byte[] head = head(method, headers, body.length).getBytes(StandardCharsets.UTF_8);
        Optional<IOException> unsent = write(socket, head, body);
        try {
            return HttpReply.read(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw unsent.orElse(e);
        }
    }

    /** A server that refuses a long body answers before it has read it, and then closes: the answer says why. */
    private static Optional<IOException> write(Socket socket, byte[] head, byte[] body) {
        try {
            byte[] all = new byte[head.length + body.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            socket.getOutputStream().write(all);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private String head(String method, Map<String, String> headers, int length) {
        String path = Optional.ofNullable(uri.getRawPath())
                .filter(raw -> !raw.isEmpty())
                .orElse("/");
        String query =
                Optional.ofNullable(uri.getRawQuery()).map(raw -> "?" + raw).orElse("");
        String start = proxy.isPresent() && !secure ? "http://" + authority() : "";
        StringBuilder head = new StringBuilder(method + " " + start + path + query + " HTTP/1.1\r\n");
        head.append("Host: ").append(authority()).append("\r\n");
        if (headers.keySet().stream().noneMatch("User-Agent"::equalsIgnoreCase)) {
            head.append("User-Agent: Tunnelwatch\r\n"); // some refuse those who do not say who they are
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Content-Length: ")
                .append(length)
                .append("\r\nConnection: close\r\n\r\n")
                .toString();
    }

    private Socket connected() throws IOException {
        if (proxy.isEmpty()) {
            return exchange.connect(uri.getHost(), port());
        }
        InetSocketAddress at = proxy.get();
        Socket socket = exchange.connect(at.getHostString(), at.getPort());
        if (secure) {
            tunnel(socket);
        }
        return socket;
    }

    private void tunnel(Socket socket) throws IOException {
        String to = uri.getHost() + ":" + port();
        write(
                socket,
                ("CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n\r\n").getBytes(StandardCharsets.UTF_8),
                new byte[0]);
        InputStream unbuffered = socket.getInputStream(); // what follows the answer belongs to TLS
        HttpReply reply = HttpReply.readHead(unbuffered);
        if (reply.status() / 100 != 2) {
            throw new ConnectException("the proxy " + proxy.get().getHostString() + " answered " + reply.status());
        }
    }

    private int port() {
        return uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    }

    private String authority() {
        return uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
    }

    /** A proxy for SOCKS is the socket's own business. */
    private static Optional<InetSocketAddress> proxy(URI uri) {
        return Optional.ofNullable(ProxySelector.getDefault()).stream()
                .flatMap(selector -> selector.select(uri).stream())
                .limit(1)
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .findFirst();
    }
}

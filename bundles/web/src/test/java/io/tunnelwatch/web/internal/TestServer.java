package io.tunnelwatch.web.internal;

import io.tunnelwatch.login.LoginService;
import io.tunnelwatch.login.Realm;
import io.tunnelwatch.login.User;
import io.tunnelwatch.web.internal.security.SecuritySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The API in the server that Karaf has, with users {@code vera} (viewer), {@code max} (manager) and {@code otto}. */
public final class TestServer implements AutoCloseable {

    public static final String PASSWORD = "correct horse";
    public static final int EVENT_CLIENTS = 300;

    private static final String API = "/tunnelwatch/api/v1";

    private static final Map<String, String> ROLES = Map.of("vera", "viewer", "max", "manager", "otto", "nobody");

    public final MemoryServices services = new MemoryServices();
    public final TestClock clock = new TestClock();
    public volatile SecuritySettings settings = new SecuritySettings(
            Set.of("viewer", "manager"),
            Set.of("manager"),
            Set.of("https://noc.example.org"),
            Duration.ofHours(12),
            Duration.ofMinutes(60),
            3,
            Duration.ofMinutes(5));

    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    private final Web web = new Web(
            services,
            new LoginService(realm(), clock),
            () -> new WebSettings(settings, EVENT_CLIENTS),
            clock,
            new Web.Times(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3)),
            PageFolder.files());
    private final Description description = new Description();
    private final HttpClient client = HttpClient.newHttpClient();

    public TestServer() {
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath(Web.PATH);
        ServletHolder holder = new ServletHolder(web.api());
        holder.setAsyncSupported(true);
        context.addServlet(holder, Web.API_PATTERN);
        context.addServlet(new ServletHolder(web.page()), Web.PAGE_PATTERN);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not start", e);
        }
    }

    /** A request to a path below the API, without a login. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + host() + API + path));
    }

    /** The same with Basic. */
    public HttpRequest.Builder request(String path, String user) {
        return request(path).header("Authorization", basic(user, PASSWORD));
    }

    /** Sends one. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpRequest sent = request.timeout(Duration.ofSeconds(20)).build();
            HttpResponse<String> response = client.send(sent, HttpResponse.BodyHandlers.ofString());
            check(sent, response);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void check(HttpRequest request, HttpResponse<String> response) {
        String path = request.uri().getRawPath();
        if (path.startsWith(API)) {
            synchronized (description) {
                description.check(request.method(), path.substring(API.length()), response);
            }
        }
    }

    /** To which all answers of {@link #send} were held. */
    Description description() {
        return description;
    }

    /** What is got as a viewer. */
    public HttpResponse<String> get(String path) {
        return send(request(path, "vera"));
    }

    /** What comes of a POST of JSON as a manager. */
    public HttpResponse<String> post(String path, String json) {
        return send(json(request(path, "max"), json));
    }

    public static HttpRequest.Builder json(HttpRequest.Builder request, String json) {
        return request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    public String host() {
        return "127.0.0.1:" + port();
    }

    Web web() {
        return web;
    }

    @Override
    public void close() {
        web.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop", e);
        }
    }

    private static Realm realm() {
        return (name, password) -> password.equals(PASSWORD) && ROLES.containsKey(name)
                ? Optional.of(new User(name, Set.of(ROLES.get(name))))
                : Optional.empty();
    }
}

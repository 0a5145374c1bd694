package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.notifier.internal.net.HttpConnection;
import io.tunnelwatch.notifier.internal.net.HttpReply;
import io.tunnelwatch.notifier.internal.net.SocketGuard;
import io.tunnelwatch.notifier.internal.net.SocketGuard.Exchange;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends requests to one other side, one after the other, and says what their answers mean for a message. A request is
 * sent at most once, over a connection of its own; no redirect is followed. The whole of it is bounded, whatever the
 * server does. {@link #close} may be called from any thread, and ends a request under way.
 *
 * <p>URLs of chat services carry their token in the path, so no text shows more of one than {@link #place}.
 */
public final class HttpSender implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("[\\p{Alnum}!#$%&'*+.^_`|~-]+");
    private static final int LONGEST_BODY = 1_000;
    private static final int LONGEST_SHOWN = 300;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    /**
     * What is sent. Its text does not show what may be secret.
     *
     * @param uri http or https, with a host
     * @param headers besides {@code Host}, {@code Content-Length} and {@code Connection}
     */
    public record Request(URI uri, String method, Map<String, String> headers, byte[] body) {

        /** @throws IllegalArgumentException it is no request of HTTP, such as one with a line break in a header */
        public Request {
            headers = Map.copyOf(headers);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!http || uri.getHost() == null) {
                throw new IllegalArgumentException("Only http://... and https://... are requested, with a host");
            }
            if (!isToken(method)) {
                throw new IllegalArgumentException("No method of HTTP");
            }
            headers.forEach((name, value) -> {
                if (!isHeader(name, value)) {
                    throw new IllegalArgumentException("No header of HTTP: " + Plain.line(name, 100));
                }
            });
        }

        @Override
        public String toString() {
            return method + " " + place(uri);
        }
    }

    /**
     * A confirmation.
     *
     * @param status 200 to 299
     * @param body its first 1,000 characters, as one line
     */
    public record Response(int status, String body) {}

    private final Duration timeout;
    private final SSLSocketFactory tls;
    private final InstantSource clock;
    private final SocketGuard guard = new SocketGuard("tunnelwatch-http-watchdog");

    /** @param timeout of a whole request, from looking up the host to the end of the answer */
    public HttpSender(Duration timeout) {
        this(timeout, (SSLSocketFactory) SSLSocketFactory.getDefault(), InstantSource.system());
    }

    /** @param tls decides whom to trust; the host's name is checked in any case */
    public HttpSender(Duration timeout, SSLSocketFactory tls, InstantSource clock) {
        this.timeout = timeout;
        this.tls = tls;
        this.clock = clock;
    }

    /** As much of an address as is never secret: {@code https://hooks.example.org/...}. */
    public static String place(URI uri) {
        String port = uri.getPort() > 0 ? ":" + uri.getPort() : "";
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        return uri.getScheme() + "://" + uri.getHost() + port + (path.length() > 1 ? "/…" : path);
    }

    /** Whether it may be sent as a header. */
    public static boolean isHeader(String name, String value) {
        return isToken(name)
                && value.chars().noneMatch(character -> character < ' ' && character != '\t' || character == 127);
    }

    /**
     * Sends, and returns the confirmation (2xx).
     *
     * @throws DeliveryException it was not confirmed. What the other side or an operator can mend is temporary: a
     *     failure of the network, 401, 407, 408, 425, 429, 5xx, and a redirect; any other 4xx is permanent
     * @throws InterruptedException the thread was interrupted
     */
    public Response send(Request request) throws DeliveryException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        HttpReply reply = exchange(request);
        if (reply.status() / 100 == 2) {
            return new Response(reply.status(), Plain.line(reply.body().strip(), LONGEST_BODY));
        }
        throw refusal(request, reply);
    }

    /** Ends a request under way; from now on there is none. */
    @Override
    public void close() {
        guard.close();
    }

    private HttpReply exchange(Request request) throws DeliveryException, InterruptedException {
        try (Exchange exchange = guard.begin(timeout)) {
            try {
                return new HttpConnection(exchange, request.uri(), tls)
                        .send(request.method(), request.headers(), request.body());
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                throw DeliveryException.temporary(request + " " + exchange.cut().orElseGet(() -> failure(e)), e);
            }
        } catch (SocketException e) {
            throw DeliveryException.temporary(request + " failed: " + e.getMessage(), e);
        }
    }

    private static String failure(IOException e) {
        if (e instanceof UnknownHostException) {
            return "failed: there is no host of this name";
        }
        if (e instanceof SSLException) {
            return "failed: no secure connection (" + e.getMessage() + ")";
        }
        return "failed: " + Optional.ofNullable(e.getMessage()).orElse(e.toString());
    }

    private DeliveryException refusal(Request request, HttpReply reply) {
        int status = reply.status();
        String text = request + " was answered with " + status + said(request, reply);
        if (status / 100 == 3) {
            return DeliveryException.temporary(text + redirect(request, reply), null);
        }
        if (status == 401 || status == 407) {
            return DeliveryException.temporary(text + "; put the credentials right, it is tried again meanwhile", null);
        }
        if (status / 100 == 4 && status != 408 && status != 425 && status != 429) {
            return DeliveryException.permanent(text, null);
        }
        return reply.header("retry-after")
                .flatMap(this::retryAfter)
                .map(after -> DeliveryException.after(after, text))
                .orElseGet(() -> DeliveryException.temporary(text, null));
    }

    private static String redirect(Request request, HttpReply reply) {
        Optional<String> location = reply.header("location");
        if (location.isEmpty()) {
            return ": it redirects and does not say where to";
        }
        try {
            URI to = request.uri().resolve(location.get());
            return ": it redirects to " + place(to) + "; no redirect is followed, set the URL to where it leads";
        } catch (IllegalArgumentException e) {
            return ": it redirects to what is no URL";
        }
    }

    /** Error pages like to repeat what was asked for, with the token in it. */
    private static String said(Request request, HttpReply reply) {
        String body = Secrets.of(request).hide(Plain.line(reply.body().strip(), LONGEST_BODY));
        return body.isEmpty() ? "" : ": " + Plain.line(body, LONGEST_SHOWN);
    }

    /** RFC 9110, 10.2.3: seconds, or a date. */
    private Optional<Duration> retryAfter(String text) {
        try {
            Duration asked = text.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return Optional.of(asked)
                    .map(after -> after.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : after)
                    .filter(after -> !after.isNegative() && !after.isZero());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }
}

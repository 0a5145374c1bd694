package io.tunnelwatch.notifier.internal.webhook;

import io.tunnelwatch.notifier.channel.HttpSender;
import io.tunnelwatch.notifier.channel.Transport.Audience;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * The settings of one webhook, checked. Its text shows no secret, and nearly all of this may be one.
 *
 * @param headers of the operator, and the type of the body
 * @param secret with which bodies are signed
 */
record WebhookSettings(
        URI url,
        Method method,
        Map<String, String> headers,
        Optional<String> secret,
        Body body,
        Audience audience,
        SSLSocketFactory trust,
        Duration timeout) {

    /** What a body may be sent with. */
    enum Method {
        POST,
        PUT
    }

    WebhookSettings {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return method + " " + HttpSender.place(url);
    }
}

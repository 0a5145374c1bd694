package io.tunnelwatch.notifier.internal.webhook;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.HttpSender;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls one URL. */
final class WebhookTransport implements Transport {

    /** The JSON lists alerts; whoever wrote a template for a program has thought of one. */
    private static final int MOST_LISTED = 100;

    private final WebhookSettings settings;
    private final InstantSource clock;
    private final HttpSender sender;

    WebhookTransport(WebhookSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.sender = new HttpSender(settings.timeout(), settings.trust(), clock);
    }

    @Override
    public String target() {
        return settings.toString();
    }

    @Override
    public List<String> problems() {
        return settings.body().problems();
    }

    @Override
    public Audience audience() {
        return settings.audience();
    }

    @Override
    public int batch() {
        return settings.body().template().isPresent() ? 1 : MOST_LISTED;
    }

    @Override
    public Receipt send(Message message) throws DeliveryException, InterruptedException {
        byte[] body = settings.body().write(message).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>(settings.headers());
        headers.put("Idempotency-Key", message.idempotencyKey());
        settings.secret()
                .ifPresent(secret -> headers.put(Signature.HEADER, Signature.of(secret, clock.instant(), body)));
        sender.send(new HttpSender.Request(settings.url(), settings.method().name(), headers, body));
        return Receipt.CONFIRMED;
    }

    @Override
    public void close() {
        sender.close();
    }
}

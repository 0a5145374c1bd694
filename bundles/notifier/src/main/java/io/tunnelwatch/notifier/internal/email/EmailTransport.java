package io.tunnelwatch.notifier.internal.email;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport;
import io.tunnelwatch.notifier.channel.Wording;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mails to all recipients at once. Where a server takes some of them only later, the others have it: until this
 * transport ends it remembers who, and sends the message again only to who is left.
 */
final class EmailTransport implements Transport {

    private static final int MOST_UNFINISHED = 1_000;
    private static final String IN_CLEAR =
            "security = none: the password goes over the network in clear; set it to starttls or tls";

    private final EmailSettings settings;
    private final SmtpSender sender;
    private final Map<String, Progress> unfinished = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Progress> eldest) {
            return size() > MOST_UNFINISHED;
        }
    };

    EmailTransport(EmailSettings settings, Wording wording, InstantSource clock) {
        this.settings = settings;
        this.sender = new SmtpSender(settings, wording, clock);
    }

    @Override
    public String target() {
        return settings.toString();
    }

    @Override
    public List<String> problems() {
        boolean inClear = settings.login().isPresent() && settings.security() == EmailSettings.Security.NONE;
        return inClear ? List.of(IN_CLEAR) : List.of();
    }

    @Override
    public Receipt send(Message message) throws DeliveryException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        String key = message.idempotencyKey();
        Progress progress = unfinished.getOrDefault(key, Progress.begin(settings.recipients()));
        progress = sender.send(message, progress);
        if (!progress.left().isEmpty()) {
            unfinished.put(key, progress);
            throw DeliveryException.temporary(settings.server() + " " + progress.state(), null);
        }
        unfinished.remove(key);
        if (progress.done().isEmpty()) {
            throw DeliveryException.permanent(settings.server() + " " + progress.state(), null);
        }
        return new Receipt(Optional.of(String.join(", ", progress.done())), progress.refused());
    }

    @Override
    public void close() {
        sender.close();
    }
}

package io.tunnelwatch.notifier.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is sent at once: one notice, or several of them where a channel would else be a storm.
 *
 * @param notices at least one, in the order in which they came to be
 * @param occasion why it is sent
 */
public record Message(List<AlertNotice> notices, Occasion occasion) {

    /** Why a message is sent. */
    public enum Occasion {
        /** Something happened. */
        ALERTS,
        /** More happened than may be told one by one, and some of it was told already. */
        MORE_ALERTS,
        /** An operator wants a notice to be sent once more. */
        RESENT,
        /** An operator tries the channel; the alert in it is none. */
        TEST
    }

    public Message {
        notices = List.copyOf(notices);
    }

    /** A message of one notice. */
    public static Message of(AlertNotice notice) {
        return new Message(List.of(notice), Occasion.ALERTS);
    }

    /** Whether it holds more than one notice. */
    public boolean isDigest() {
        return notices.size() > 1;
    }

    /** The first of its notices. */
    public AlertNotice first() {
        return notices.get(0);
    }

    /** The same for the same notices each time: the other side may tell by it that it has this message already. */
    public String idempotencyKey() {
        if (occasion == Occasion.RESENT) { // or the other side would take it for what it has already
            return first().key() + "-again-" + first().at().getEpochSecond();
        }
        if (!isDigest()) {
            return first().key();
        }
        String all = notices.stream().map(AlertNotice::key).collect(Collectors.joining("\n"));
        return "digest-" + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    }
}

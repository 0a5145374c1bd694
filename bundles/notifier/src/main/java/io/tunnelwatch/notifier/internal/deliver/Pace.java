package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Message.Occasion;
import io.tunnelwatch.notifier.channel.Transport.Audience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a channel from being a storm. While a minute has room for all that is due, people get it one by one; when it
 * has not, they get it as one message; when it has no room at all, that waits. Systems get everything at once. Belongs
 * to one thread.
 */
final class Pace {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Deque<Instant> sent = new ArrayDeque<>();

    /**
     * Decides.
     *
     * @param due in order
     * @param batch how many notices a system takes at once
     * @param maxPerMinute messages to people; absent for no limit
     */
    Step next(List<AlertNotice> due, Audience audience, int batch, Optional<Integer> maxPerMinute, Instant now) {
        while (!sent.isEmpty() && !sent.peekFirst().plus(MINUTE).isAfter(now)) {
            sent.removeFirst();
        }
        if (due.isEmpty()) {
            return new Step.Nothing();
        }
        if (audience == Audience.SYSTEM) {
            return new Step.Send(new Message(due.subList(0, Math.min(batch, due.size())), Occasion.ALERTS));
        }
        int room = maxPerMinute.map(max -> max - sent.size()).orElse(Integer.MAX_VALUE);
        if (room <= 0) {
            return new Step.Wait(sent.getFirst().plus(MINUTE));
        }
        if (room >= due.size()) {
            return new Step.Send(Message.of(due.get(0)));
        }
        return new Step.Send(new Message(due, sent.isEmpty() ? Occasion.ALERTS : Occasion.MORE_ALERTS));
    }

    /** A message to people was confirmed. */
    void sent(Instant now) {
        sent.addLast(now);
    }
}

package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The message that is under way, and how often it failed. Belongs to one thread. */
final class Attempt {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** What the other side may ask for; who asks for more is asked again after that. */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);

    private final Backoff backoff;
    private Optional<Message> message = Optional.empty();
    private Instant firstFailure = Instant.MAX;
    private Instant failingSince = Instant.MAX;
    private Instant next = Instant.EPOCH;
    private int failures;

    Attempt(RandomGenerator random) {
        this.backoff = new Backoff(FIRST_PAUSE, random);
    }

    /** The message that failed and is tried again; nothing when the latest one is done with. */
    Optional<Message> message() {
        return message;
    }

    /** When it is tried again; in the past when nothing failed. */
    Instant next() {
        return next;
    }

    /** How often in a row nothing was confirmed, of whatever message. */
    int failures() {
        return failures;
    }

    /** It is done with: confirmed, or never to be tried again. */
    void done(boolean confirmed) {
        message = Optional.empty();
        next = Instant.EPOCH;
        if (confirmed) {
            failures = 0;
            failingSince = Instant.MAX;
            backoff.reset();
        }
    }

    /** It was not confirmed. */
    void failed(Message failed, DeliveryException why, Instant now) {
        if (message.filter(failed::equals).isEmpty()) {
            firstFailure = now;
        }
        message = Optional.of(failed);
        failingSince = failures == 0 ? now : failingSince;
        failures++;
        Duration pause = backoff.afterFailure(LONGEST_PAUSE);
        Duration askedFor = why.retryAfter().orElse(Duration.ZERO);
        Duration asked = askedFor.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : askedFor;
        next = now.plus(asked.compareTo(pause) > 0 ? asked : pause);
    }

    /** Whether it has been tried for this long. */
    boolean hasLasted(Duration time, Instant now) {
        return message.isPresent() && !firstFailure.plus(time).isAfter(now);
    }

    /** Whether nothing has been confirmed for this long, of whatever message. */
    boolean isFailingFor(Duration time, Instant now) {
        return failures > 0 && !failingSince.plus(time).isAfter(now);
    }

    /** It is not owed any longer as it was composed; what is due is composed anew, at the time that was set. */
    void compose() {
        message = Optional.empty();
    }

    /** There are new settings: they are tried at once. */
    void hurry() {
        next = Instant.EPOCH;
        backoff.reset();
    }
}

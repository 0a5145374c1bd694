package io.tunnelwatch.store.internal.recover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What is known of damage in the file. An error that says so may come from a page that was cached before the file was
 * exchanged, so it is a suspicion until a check confirms it, or until it comes again though the check found nothing.
 * Safe for any number of threads.
 */
final class Damage {

    private static final Duration TRUST_IN_A_CHECK = Duration.ofMinutes(5);

    private final InstantSource clock;
    private Optional<String> cause = Optional.empty();
    private boolean confirmed;
    private Optional<Seal> confirmedOf = Optional.empty();
    private Instant passedAt = Instant.MIN;

    Damage(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void suspect(String why) {
        if (cause.isEmpty()) {
            cause = Optional.of(why);
            Instant now = clock.instant();
            confirmed = passedAt.isAfter(now.minus(TRUST_IN_A_CHECK)) && !passedAt.isAfter(now);
            confirmedOf = Optional.empty();
        }
    }

    /** @param of how the file was then; empty when that is not known */
    synchronized void confirm(String problem, Optional<Seal> of) {
        cause = Optional.of(problem);
        confirmed = true;
        confirmedOf = of;
    }

    /** What is there now: another file than the damaged one, or one that was mended, is to be checked first. */
    synchronized void doubtUnless(Seal now) {
        if (confirmed && confirmedOf.isPresent() && !confirmedOf.get().equals(now)) {
            confirmed = false;
        }
    }

    /** The check found nothing, though there was a suspicion. */
    synchronized void refute() {
        over();
        passedAt = clock.instant();
    }

    /** Another file is in its place. */
    synchronized void over() {
        cause = Optional.empty();
        confirmed = false;
        passedAt = Instant.MIN;
    }

    synchronized Optional<String> suspicion() {
        return confirmed ? Optional.empty() : cause;
    }

    synchronized Optional<String> certain() {
        return confirmed ? cause : Optional.empty();
    }
}

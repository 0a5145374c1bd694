package io.tunnelwatch.notifier.internal.deliver;

import java.time.Instant;
import java.util.Optional;

/**
 * How a channel fares with its other side.
 *
 * @param lastDelivered when something was confirmed last
 * @param failingSince since when nothing is; absent while it works
 * @param failure why the latest attempt failed; absent while it works
 */
record Fortune(Optional<Instant> lastDelivered, Optional<Instant> failingSince, Optional<String> failure) {

    /** Nothing was tried yet. */
    static final Fortune UNTRIED = new Fortune(Optional.empty(), Optional.empty(), Optional.empty());

    Fortune delivered(Instant now) {
        return new Fortune(Optional.of(now), Optional.empty(), Optional.empty());
    }

    Fortune recovered() {
        return new Fortune(lastDelivered, Optional.empty(), Optional.empty());
    }

    Fortune failed(Instant now, String why) {
        return new Fortune(lastDelivered, failingSince.or(() -> Optional.of(now)), Optional.of(why));
    }
}

package io.tunnelwatch.notifier.alertmanager.internal;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.HttpSender;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Alertmanager of a cluster, and whether it took what it was sent last. */
final class Member {

    private static final Logger LOG = LoggerFactory.getLogger(Member.class);

    private final URI url;
    private Optional<Instant> failedAt = Optional.empty();
    private boolean reported;

    Member(URI url) {
        this.url = url;
    }

    URI endpoint() {
        return URI.create(url + "/api/v2/alerts");
    }

    boolean works() {
        return failedAt.isEmpty();
    }

    /** Whether it failed so recently that others need not wait for it. */
    boolean isResting(Instant now, Duration rest) {
        return failedAt.filter(at -> now.isBefore(at.plus(rest))).isPresent();
    }

    void took() {
        if (reported) {
            LOG.info("The Alertmanager {} takes alerts again", HttpSender.place(url));
        }
        failedAt = Optional.empty();
        reported = false;
    }

    void failed(Instant at) {
        failedAt = Optional.of(at);
    }

    /** Others took it, so nobody else tells of the failure. */
    void report(DeliveryException failure) {
        if (!reported) {
            LOG.warn("One Alertmanager of several does not take alerts, the others do: {}", failure.getMessage());
            reported = true;
        }
    }
}

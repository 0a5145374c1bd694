package io.tunnelwatch.store.internal;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.SystemAlert;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises {@code STORE_DEGRADED} when the history has not been available for 30 s. Belongs to one thread. */
final class DegradedAlert {

    private static final Logger LOG = LoggerFactory.getLogger(DegradedAlert.class);
    private static final Duration RAISED_AFTER = Duration.ofSeconds(30);

    private final HealthMonitor health;
    private final InstantSource clock;
    private final SystemAlert alert;

    DegradedAlert(HealthMonitor health, InstantSource clock) {
        this.health = health;
        this.clock = clock;
        this.alert = new SystemAlert(AlertKind.STORE_DEGRADED, clock);
    }

    /** Raises or resolves it if that is due; what the log refuses now is due again the next time. */
    void look(AlertLog log) {
        StoreHealth now = health.health();
        Instant due = clock.instant().minus(RAISED_AFTER);
        try {
            if (now.isAvailable()) {
                alert.resolve(SystemAlert.Target.of(log), "The alert history is available again");
            } else if (!health.unavailableSince().isAfter(due)) {
                alert.raise(SystemAlert.Target.of(log), now.inWords());
            }
        } catch (AppendRefusedException e) {
            LOG.debug("STORE_DEGRADED could not be written; it is tried again", e);
        }
    }
}

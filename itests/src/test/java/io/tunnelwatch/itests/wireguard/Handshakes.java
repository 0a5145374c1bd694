package io.tunnelwatch.itests.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** New handshakes of a lab's peer again and again, in a thread of their own. */
public final class Handshakes {

    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private Handshakes() {}

    /** Renews the handshake at once, and then with this time between, until the step has ended. */
    public static void renewedDuring(WireGuardLab lab, Duration every, Runnable step) {
        ScheduledExecutorService thread =
                Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "handshakes"));
        try {
            Future<?> renewing =
                    thread.scheduleWithFixedDelay(lab::renewHandshake, 0, every.toMillis(), TimeUnit.MILLISECONDS);
            step.run();
            assertThat(renewing).as("handshakes were renewed all the time").isNotDone();
        } finally {
            end(thread);
        }
    }

    private static void end(ScheduledExecutorService thread) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("wg has not ended within " + END_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

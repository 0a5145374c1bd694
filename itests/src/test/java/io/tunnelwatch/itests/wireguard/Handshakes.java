package io.tunnelwatch.itests.wireguard;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes the peer of a lab renew its handshake again and again, until {@link #close()}. */
public final class Handshakes implements AutoCloseable {

    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "handshakes"));

    /** @param every the time between two of them */
    public Handshakes(WireGuardLab lab, Duration every) {
        thread.scheduleWithFixedDelay(lab::renewHandshake, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns when there will be no more. */
    @Override
    public void close() {
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

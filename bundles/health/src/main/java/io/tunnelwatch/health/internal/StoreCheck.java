package io.tunnelwatch.health.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import java.util.Optional;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;

/** The history database. Alerts are safe in the log whatever this says. */
record StoreCheck(Services services) implements HealthCheck {

    /** More than a batch or two: below, the history is about to take them. */
    private static final long MUCH = 1000;

    @Override
    public Result execute() {
        return services.history()
                .map(history -> judge(history, lag(services.log())))
                .orElseGet(() -> new Findings()
                        .add(
                                Status.TEMPORARILY_UNAVAILABLE,
                                "The bundle alert-store is not active: there is no history")
                        .result());
    }

    private static Result judge(AlertHistory history, long lag) {
        Findings findings = new Findings();
        StoreHealth health = history.health();
        findings.add(status(health.state()), health.inWords());
        if (health.isAvailable() && lag <= MUCH) {
            findings.well("Events that wait for it in the log: " + lag);
        } else {
            findings.add(Status.WARN, "Events that wait for it in the log, and are safe there: " + lag);
        }
        history.status()
                .backupTrouble()
                .ifPresent(trouble -> findings.add(Status.WARN, "The latest backup failed: " + trouble));
        return findings.result();
    }

    /** Critical is what a person has to end. */
    private static Status status(StoreHealth.State state) {
        return switch (state) {
            case AVAILABLE -> Status.OK;
            case LOCKED, MISSING, CORRUPT, UNREACHABLE -> Status.TEMPORARILY_UNAVAILABLE;
            case READONLY, FULL, IO_ERROR -> Status.CRITICAL;
        };
    }

    private static long lag(Optional<AlertLog> log) {
        return log.flatMap(present -> present.status().consumer(AlertHistory.CONSUMER_ID))
                .map(ConsumerStatus::lag)
                .orElse(0L);
    }
}

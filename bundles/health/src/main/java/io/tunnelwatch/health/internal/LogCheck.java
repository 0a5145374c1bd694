package io.tunnelwatch.health.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;

/** Whether alerts are accepted. */
final class LogCheck implements HealthCheck {

    private final Services services;
    private final Refusals refusals = new Refusals();

    LogCheck(Services services) {
        this.services = services;
    }

    /** Notes what the log did since the last look. Returns at once. */
    void look() {
        services.log().ifPresent(log -> refusals.look(log.status().appends()));
    }

    @Override
    public Result execute() {
        return services.log().map(this::judge).orElseGet(() -> new Findings()
                .add(
                        Status.TEMPORARILY_UNAVAILABLE,
                        "The bundle alert-log is not active: the probe keeps what it sees, and offers it again")
                .result());
    }

    private Result judge(AlertLog log) {
        Findings findings = new Findings();
        LogStatus status = log.status();
        String lastError =
                status.lastAppendError().map(error -> ": " + error.message()).orElse("");
        if (!log.isOpen()) {
            findings.add(
                    Status.TEMPORARILY_UNAVAILABLE,
                    "The alert log in " + status.directory() + " can not be opened, it is tried again" + lastError);
        } else if (refusals.look(status.appends())) {
            findings.add(Status.TEMPORARILY_UNAVAILABLE, "The alert log refuses alerts" + lastError);
        } else if (status.reserveInUse()) {
            findings.add(
                    Status.WARN,
                    "The disk of the alert log is full, and it lives on its reserve: free some room for "
                            + status.directory());
        } else {
            findings.well(
                    "Alerts are accepted; open: " + log.openAlerts().alerts().size());
        }
        consumers(status, findings);
        return findings.result();
    }

    /** The history has a check of its own. */
    private static void consumers(LogStatus status, Findings findings) {
        status.consumers().stream()
                .filter(consumer -> consumer.state() == ConsumerState.RETRYING
                        && !consumer.id().equals(AlertHistory.CONSUMER_ID))
                .forEach(consumer -> findings.add(
                        Status.WARN,
                        consumer.id() + " does not take events; waiting: " + consumer.lag()
                                + consumer.lastError()
                                        .map(error -> ". " + error)
                                        .orElse("")));
    }
}

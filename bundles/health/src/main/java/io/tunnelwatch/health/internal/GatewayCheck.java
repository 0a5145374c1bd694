package io.tunnelwatch.health.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.wg.GatewayStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;

/** One gateway: whether it can be read, and which alerts are open for it and its peers. */
record GatewayCheck(Services services, InstantSource clock, String name) implements HealthCheck {

    /** A gateway can have thousands. */
    private static final int ALERTS_SAID = 20;

    @Override
    public Result execute() {
        Findings findings = new Findings();
        services.probe().stream()
                .flatMap(probe -> probe.gateways().stream())
                .filter(gateway -> gateway.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        gateway -> state(gateway, findings),
                        () -> findings.add(Status.TEMPORARILY_UNAVAILABLE, name + " is not watched any more"));
        services.log().map(AlertLog::openAlerts).ifPresent(open -> alerts(open, findings));
        return findings.result();
    }

    private static void state(GatewayStatus gateway, Findings findings) {
        findings.add(
                status(gateway.state()),
                gateway.name() + " is " + gateway.state() + " since " + gateway.since()
                        + gateway.problem().map(problem -> ": " + problem).orElse(""));
    }

    private static Status status(GatewayStatus.State state) {
        return switch (state) {
            case UP -> Status.OK;
            case STARTING -> Status.TEMPORARILY_UNAVAILABLE;
            case PARTIAL -> Status.WARN;
            case UNREACHABLE, MISCONFIGURED -> Status.CRITICAL;
        };
    }

    private void alerts(OpenAlerts open, Findings findings) {
        Instant now = clock.instant();
        List<Judged> ours = open.alerts().stream()
                .filter(alert -> alert.key().gateway().filter(name::equals).isPresent())
                .map(alert -> new Judged(alert, Silence.isSilenced(alert, open.silences(), now)))
                .sorted(Comparator.comparing(Judged::status).reversed())
                .toList();
        ours.stream().limit(ALERTS_SAID).forEach(alert -> findings.add(alert.status(), alert.words()));
        if (ours.size() > ALERTS_SAID) {
            findings.well((ours.size() - ALERTS_SAID) + " more alerts are open for it");
        }
    }

    /** An open alert. What somebody took on, or asked to be left alone with, is no news. */
    private record Judged(Alert alert, boolean isSilenced) {

        Status status() {
            if (isSilenced || alert.severity() == Severity.INFO) {
                return Status.OK;
            }
            return alert.severity() == Severity.CRITICAL && alert.state() != AlertState.ACKNOWLEDGED
                    ? Status.CRITICAL
                    : Status.WARN;
        }

        String words() {
            return alert.severity() + " " + alert.key().kind() + ": " + alert.summary()
                    + alert.acknowledgedBy()
                            .map(operator -> " (acknowledged by " + operator + ")")
                            .orElse("")
                    + (isSilenced ? " (silenced)" : "");
        }
    }
}

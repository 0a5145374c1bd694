package io.tunnelwatch.health.internal;

import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;

/** Whether gateways are watched: the probe is there, and has polled each once. How they are does not matter here. */
record WatchCheck(Services services) implements HealthCheck {

    @Override
    public Result execute() {
        return services.probe().map(WatchCheck::judge).orElseGet(() -> new Findings()
                .add(Status.TEMPORARILY_UNAVAILABLE, "The bundle wg-probe is not active: no gateway is watched")
                .result());
    }

    private static Result judge(WireGuardProbe probe) {
        List<GatewayStatus> gateways = probe.gateways();
        List<String> notYet = gateways.stream()
                .filter(gateway -> gateway.state() == GatewayStatus.State.STARTING)
                .map(GatewayStatus::name)
                .toList();
        Findings findings = new Findings();
        if (gateways.isEmpty()) {
            findings.add(Status.WARN, "No gateway is configured: nothing is watched");
        } else if (notYet.isEmpty()) {
            findings.well("Gateways that are watched: " + gateways.size());
        } else {
            findings.add(Status.TEMPORARILY_UNAVAILABLE, "Not polled yet: " + String.join(", ", notYet));
        }
        return findings.result();
    }
}

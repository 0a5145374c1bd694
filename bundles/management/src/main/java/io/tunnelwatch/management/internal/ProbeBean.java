package io.tunnelwatch.management.internal;

import io.tunnelwatch.management.ProbeMXBean;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import java.util.Map;

/** All gateways for JMX. */
record ProbeBean(Services services) implements ProbeMXBean {

    @Override
    public int getGateways() {
        return gateways().size();
    }

    @Override
    public Map<String, Integer> getGatewaysByState() {
        return Texts.counts(GatewayStatus.State.class, gateways(), GatewayStatus::state);
    }

    @Override
    public int getPeers() {
        return getPeersByVerdict().values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public Map<String, Integer> getPeersByVerdict() {
        return Texts.sums(
                Verdict.class, gateways().stream().map(GatewayStatus::peers).toList());
    }

    @Override
    public int getPendingEvents() {
        return gateways().stream().mapToInt(GatewayStatus::pendingEvents).sum();
    }

    @Override
    public void poll() {
        for (GatewayStatus gateway : gateways()) {
            Calls.run(() -> probe().poll(gateway.name()));
        }
    }

    private List<GatewayStatus> gateways() {
        return probe().gateways();
    }

    private WireGuardProbe probe() {
        return Calls.present(services.probe(), "The probe");
    }
}

package io.tunnelwatch.management.internal;

import io.tunnelwatch.management.GatewayMXBean;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One gateway for JMX. */
record GatewayBean(Services services, String name) implements GatewayMXBean {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getSource() {
        return status().source();
    }

    @Override
    public String getState() {
        return status().state().name();
    }

    @Override
    public String getSince() {
        return status().since().toString();
    }

    @Override
    public @Nullable String getLastPoll() {
        return Texts.of(status().lastPoll());
    }

    @Override
    public @Nullable Long getLastPollMillis() {
        return status().lastPollDuration().map(Duration::toMillis).orElse(null);
    }

    @Override
    public long getIntervalSeconds() {
        return status().interval().toSeconds();
    }

    @Override
    public String[] getInterfaces() {
        return status().interfaces().toArray(String[]::new);
    }

    @Override
    public Map<String, Integer> getPeersByVerdict() {
        return Texts.sums(Verdict.class, List.of(status().peers()));
    }

    @Override
    public @Nullable String getProblem() {
        return status().problem().orElse(null);
    }

    @Override
    public int getPendingEvents() {
        return status().pendingEvents();
    }

    @Override
    public String poll() {
        return Calls.run(() -> probe().poll(name)
                .orElseThrow(() -> new IllegalStateException("There is no gateway " + name + " any more"))
                .state()
                .name());
    }

    private GatewayStatus status() {
        return probe().gateways().stream()
                .filter(gateway -> gateway.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no gateway " + name + " any more"));
    }

    private WireGuardProbe probe() {
        return Calls.present(services.probe(), "The probe");
    }
}

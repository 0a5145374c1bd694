package io.tunnelwatch.management;

import java.util.Map;
import javax.management.MXBean;
import org.osgi.annotation.versioning.ProviderType;

/** All gateways together, {@value #NAME}. */
@MXBean
@ProviderType
public interface ProbeMXBean {

    /** The object name. */
    String NAME = LogMXBean.DOMAIN + ":type=Probe";

    /** How many are configured. */
    int getGateways();

    /** How many are {@code STARTING}, {@code UP}, {@code PARTIAL}, {@code UNREACHABLE}, {@code MISCONFIGURED}. */
    Map<String, Integer> getGatewaysByState();

    /** How many peers they have. */
    int getPeers();

    /** How many are {@code UP}, {@code IDLE}, {@code DOWN}, {@code NEVER}, {@code UNKNOWN}. */
    Map<String, Integer> getPeersByVerdict();

    /** Events that the log has refused so far. */
    int getPendingEvents();

    /** Polls every gateway now, one after the other, and waits for that. */
    void poll();
}

package io.tunnelwatch.management;

import java.util.Map;
import javax.management.MXBean;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** One gateway, {@code io.tunnelwatch:type=Gateway,name=NAME}. A name with {@code , = : " * ?} is quoted. */
@MXBean
@ProviderType
public interface GatewayMXBean {

    /** What it is called. */
    String getName();

    /** How it is read. */
    String getSource();

    /** {@code STARTING}, {@code UP}, {@code PARTIAL}, {@code UNREACHABLE}, {@code MISCONFIGURED}. */
    String getState();

    /** Since when it has its state. */
    String getSince();

    /** When the latest poll began. */
    @Nullable
    String getLastPoll();

    /** How long that took. */
    @Nullable
    Long getLastPollMillis();

    /** Between the starts of two polls. */
    long getIntervalSeconds();

    /** That the latest good poll saw. */
    String[] getInterfaces();

    /** How many peers have which verdict. */
    Map<String, Integer> getPeersByVerdict();

    /** What is wrong, and what to do. */
    @Nullable
    String getProblem();

    /** Events that the log has refused so far. */
    int getPendingEvents();

    /**
     * Polls it now, and waits for that.
     *
     * @return its state behind that
     */
    String poll();
}

package io.tunnelwatch.management;

import java.util.Map;
import javax.management.MXBean;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The alert log, {@value #NAME}. Sends a notification for each event of an alert but deliveries: its type is
 * {@link #ALERT_NOTIFICATION} and the event ({@code raised}, {@code recurred}, {@code acknowledged},
 * {@code unacknowledged}, {@code resolved}), its message the summary, its time that of the event, its user data a
 * {@code Map<String, String>} with the fields of the alert.
 */
@MXBean
@ProviderType
public interface LogMXBean {

    /** The domain of all MBeans. */
    String DOMAIN = "io.tunnelwatch";

    /** The object name. */
    String NAME = DOMAIN + ":type=Log";

    /** What stands before the event in the type of a notification. */
    String ALERT_NOTIFICATION = "io.tunnelwatch.alert.";

    /** The log's own id. */
    String getId();

    /** Where it lies. */
    String getDirectory();

    /** Whether its folder could be opened. */
    boolean isOpen();

    /** Bytes on disk, the reserve not counted. */
    long getBytes();

    /** What all files take at most. */
    long getMaxBytes();

    /** How many files. */
    int getSegments();

    /** The number of the oldest event that is there. */
    long getFirstSequence();

    /** The number of the newest event; 0 when there was none yet. */
    long getLastSequence();

    /** Whether the disk is full and the log lives on its reserve. */
    boolean isReserveInUse();

    /** How many events are damaged or gone. */
    long getMissingEvents();

    /** The latest append that failed for the disk. */
    @Nullable
    String getLastAppendError();

    /** When that was. */
    @Nullable
    String getLastAppendErrorAt();

    /** Who reads it. */
    ConsumerData[] getConsumers();

    /** How many alerts are open or acknowledged. */
    int getOpenAlerts();

    /** How many of them have which severity; a severity that none has is 0. */
    Map<String, Integer> getOpenAlertsBySeverity();

    /** The open alerts in the order in which they were raised, the newest last. */
    AlertData[] listOpenAlerts();

    /**
     * Forgets a consumer that will not come back, so that the log keeps no events for it any longer.
     *
     * @throws IllegalArgumentException there is none of this id
     * @throws IllegalStateException it is here
     */
    void forget(String consumerId);
}

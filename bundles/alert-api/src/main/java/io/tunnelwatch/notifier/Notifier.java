package io.tunnelwatch.notifier;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.Notice;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells people and systems of alerts, through channels. Implemented by the bundle {@code notifier}; commands and pages
 * call it. Safe for any number of threads.
 */
@ProviderType
public interface Notifier {

    /** The channels that are open, and those whose configuration was refused, by name. */
    List<ChannelStatus> channels();

    /**
     * Sends a test message, and waits for the answer.
     *
     * @param channel {@code email.noc}
     * @param operator who asks; it stands in the message
     * @return who confirmed it, for people; empty where that is nobody by name
     * @throws NotDeliveredException it was not confirmed, or there is no such channel; the message says why
     */
    Optional<String> test(String channel, String operator) throws NotDeliveredException, InterruptedException;

    /**
     * Sends a notice once more, whether it arrived before or became a dead letter, and waits for the answer. That it
     * was confirmed is recorded in the alert's time line.
     *
     * @param channel {@code email.noc}
     * @param alert as it stands now
     * @return as {@link #test}
     * @throws NotDeliveredException as {@link #test}; it is not tried again by itself
     */
    Optional<String> resend(String channel, Alert alert, Notice notice)
            throws NotDeliveredException, InterruptedException;
}

package io.tunnelwatch.management;

import javax.management.MXBean;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** One channel of the notifier, {@code io.tunnelwatch:type=Channel,name=email.noc}. */
@MXBean
@ProviderType
public interface ChannelMXBean {

    /** {@code email.noc}. */
    String getId();

    /** Where it goes, without secrets. */
    String getTarget();

    /** {@code WORKING}, {@code FAILING}, {@code REFUSED}. */
    String getState();

    /** How many notices wait to be sent now. */
    int getBacklog();

    /** How many wait for the end of a silence, of quiet hours, or for their escalation. */
    int getHeld();

    /** When the other side confirmed one last. */
    @Nullable
    String getLastDelivered();

    /** Why the latest attempt failed. */
    @Nullable
    String getLastError();

    /** Since when nothing arrives. */
    @Nullable
    String getFailingSince();

    /** When it is tried again. */
    @Nullable
    String getNextAttempt();

    /** What is wrong with its settings. */
    String[] getProblems();

    /** How many notices it gave up on and remembers. */
    int getDeadLetters();

    /**
     * Sends a test message, and waits for the answer.
     *
     * @return who confirmed it; empty where that is nobody by name
     * @throws IllegalStateException it was not confirmed; the message says why
     */
    String test();
}

package io.tunnelwatch.notifier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One channel, for people.
 *
 * @param id {@code email.noc}
 * @param target where it goes; empty while it has no settings. Never a secret
 * @param backlog how many notices wait to be sent now; those that a silence or quiet hours hold do not count
 * @param held how many wait for the end of a silence, of quiet hours, or for their escalation
 * @param lastDelivered when the other side confirmed one last
 * @param lastError why the latest attempt failed; absent when it did not
 * @param failingSince since when nothing arrives
 * @param nextAttempt when it is tried again
 * @param problems what is wrong with its settings: what was refused, which template is not used
 * @param deadLetters what it gave up on, the latest first
 * @param counts since it was opened
 */
public record ChannelStatus(
        String id,
        String target,
        State state,
        int backlog,
        int held,
        Optional<Instant> lastDelivered,
        Optional<String> lastError,
        Optional<Instant> failingSince,
        Optional<Instant> nextAttempt,
        List<String> problems,
        List<DeadLetter> deadLetters,
        ChannelCounts counts) {

    /** What a channel does. */
    public enum State {
        /** It delivers what there is. */
        WORKING,
        /** Its latest message was not confirmed. */
        FAILING,
        /** Its settings were refused, and it has had none before: it tells nobody. */
        REFUSED
    }

    public ChannelStatus {
        problems = List.copyOf(problems);
        deadLetters = List.copyOf(deadLetters);
    }
}

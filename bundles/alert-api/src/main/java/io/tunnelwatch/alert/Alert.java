package io.tunnelwatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One alert as it stands: the fold of its events (see {@link AlertLifecycle}). All times are UTC and come from the
 * events, never from the clock of the reader.
 *
 * @param id a time-ordered UUID
 * @param key what it is about
 * @param peerName the peer's name when the alert was raised
 * @param summary one line for people; it may hold text from outside (peer names), so escape it where it is shown
 * @param tags of the peer, sorted
 * @param occurrences how often the trouble set in while the alert was open, at least 1
 * @param lastSeenAt when it last set in
 * @param acknowledgedBy the operator
 * @param resolvedBy the operator, or {@link #TUNNELWATCH} when the trouble ended by itself
 * @param silencedUntil until when it was silenced by what was known at its beginning or at the latest silencing (see
 *     {@link Silence#silencedUntil}); it may lie in the past, and windows of a repeated silence that begin later are
 *     not in it
 */
public record Alert(
        UUID id,
        AlertKey key,
        Severity severity,
        AlertState state,
        Optional<String> peerName,
        String summary,
        List<String> tags,
        int occurrences,
        Instant raisedAt,
        Instant lastSeenAt,
        Optional<Instant> acknowledgedAt,
        Optional<String> acknowledgedBy,
        Optional<Instant> resolvedAt,
        Optional<String> resolvedBy,
        Optional<Instant> silencedUntil) {

    /** Stands for Tunnelwatch itself where an operator's name could stand. No Karaf user should have this name. */
    public static final String TUNNELWATCH = "tunnelwatch";

    public Alert {
        tags = List.copyOf(tags);
    }

    /** Whether the trouble is thought to go on: open or acknowledged. */
    public boolean isOpen() {
        return state.isOpen();
    }

    /** The same alert with another end of its silence. */
    public Alert withSilencedUntil(Optional<Instant> until) {
        return new Alert(
                id,
                key,
                severity,
                state,
                peerName,
                summary,
                tags,
                occurrences,
                raisedAt,
                lastSeenAt,
                acknowledgedAt,
                acknowledgedBy,
                resolvedAt,
                resolvedBy,
                until);
    }
}

package io.tunnelwatch.log;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The state of the log, for people.
 *
 * @param id the log's own id, made with its folder; several logs can feed one database
 * @param epoch the present opening
 * @param bytes on disk, the reserve not counted
 * @param maxBytes the setting
 * @param firstSequence the oldest event that is still there; {@code lastSequence + 1} when there is none
 * @param lastSequence the newest event; 0 when there was none yet
 * @param reserveInUse whether the disk is full and the log lives on its reserve
 * @param lastAppendError the latest append that failed for the disk, and when
 * @param missing numbers whose frames are damaged or gone
 * @param consumers by id
 * @param appends since the log's bundle started
 */
public record LogStatus(
        UUID id,
        Path directory,
        UUID epoch,
        long bytes,
        long maxBytes,
        int segments,
        long firstSequence,
        long lastSequence,
        boolean reserveInUse,
        Optional<AppendError> lastAppendError,
        List<MissingRange> missing,
        List<ConsumerStatus> consumers,
        AppendCounts appends) {

    /** One of the consumers, by its id. */
    public Optional<ConsumerStatus> consumer(String consumerId) {
        return consumers.stream()
                .filter(candidate -> candidate.id().equals(consumerId))
                .findFirst();
    }

    /** An append that failed for the disk. */
    public record AppendError(Instant at, String message) {}

    /** Numbers that are not in the log though they were given: both ends are missing too. */
    public record MissingRange(long firstSequence, long lastSequence) {}

    /**
     * One consumer.
     *
     * @param position up to where it has taken events; absent as long as that is not known
     * @param lag how many events it has not taken yet
     * @param lastError why its latest attempt failed; absent when it did not
     */
    public record ConsumerStatus(
            String id, ConsumerState state, Optional<Position> position, long lag, Optional<String> lastError) {}

    /** What a consumer does. */
    public enum ConsumerState {
        /** It has everything. */
        CURRENT,
        /** It is taking events. */
        CATCHING_UP,
        /** Its latest attempt failed; it is tried again with backoff. */
        RETRYING,
        /** It is not registered now; the log keeps its position. */
        ABSENT
    }
}

package io.tunnelwatch.wg;

import io.tunnelwatch.history.Progress;
import io.tunnelwatch.settings.InvalidSettingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Recordings of polls: makes them, and runs them through the rules again. Implemented by the bundle {@code wg-probe}.
 * The format of the files is described in {@code docs/recordings.md}. Safe for any number of threads; each call does
 * its work in the thread of its caller, and several may go on at once.
 */
@ProviderType
public interface Recordings {

    /**
     * Writes down each poll from now on, as the probe makes it, without private and preshared keys. Returns when the
     * time is over or the caller's thread was interrupted, which is the usual end; the thread is then still
     * interrupted.
     *
     * <p>No poll ever waits for it. What is polled waits for the disk, bounded; a disk that is too slow for that ends
     * the recording. Each poll is on disk before the next is written, so that a crash leaves what was recorded so far.
     *
     * @param file does not exist yet; its folder does
     * @param gateways only these; empty for all
     * @param duration how long; absent for until the thread is interrupted
     * @throws RecordingException it could not be made, or not to its end; what was written can be used all the same
     */
    Recorded record(Path file, Set<String> gateways, Optional<Duration> duration, Progress progress)
            throws RecordingException;

    /**
     * Runs recorded polls, with their times, through what judges the polls of today, and tells what would have been
     * raised, had the probe begun to watch with the first of them. Nothing is raised, remembered, logged or notified.
     * Needs memory for one poll, and for the peers of each gateway.
     *
     * @param events told what would have gone into the alert log, in order, in the caller's thread
     * @throws InvalidSettingException a setting of the request is none, or its value is refused
     * @throws RecordingException a file can not be read, or is no recording; what came before it was told
     * @throws InterruptedException the caller was interrupted
     */
    Replayed replay(ReplayRequest request, Consumer<ReplayedEvent> events, Progress progress)
            throws RecordingException, InterruptedException;

    /** The settings that a {@link ReplayRequest} may have, by name. */
    List<String> settings();
}

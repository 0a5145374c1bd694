package io.tunnelwatch.wg.internal.recording;

import io.tunnelwatch.history.Progress;
import io.tunnelwatch.wg.Recorded;
import io.tunnelwatch.wg.RecordingException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes one recording. Belongs to the thread that waits for it; see {@link io.tunnelwatch.wg.Recordings#record}. */
public final class Recorder {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final PollTaps taps;
    private final Opening opening;
    private final Path file;
    private final Optional<Duration> duration;
    private final Progress progress;
    private final Set<String> gateways = new TreeSet<>();
    private long polls;
    private long failedPolls;

    /** @param duration how long; absent for until the thread is interrupted */
    public Recorder(PollTaps taps, Path file, Optional<Duration> duration, Progress progress) {
        this(taps, NewFile::create, file, duration, progress);
    }

    Recorder(PollTaps taps, Opening opening, Path file, Optional<Duration> duration, Progress progress) {
        this.taps = taps;
        this.opening = opening;
        this.file = file;
        this.duration = duration;
        this.progress = progress;
    }

    /** Records these gateways, all of them if there are none, until its time is over. */
    public Recorded record(Set<String> only) throws RecordingException {
        long start = taps.now().nanos();
        try (NewFile newFile = opening.open(file)) {
            WaitingPolls waiting = taps.open(only);
            try {
                RecordingWriter writer = new RecordingWriter(newFile.text());
                writer.begin();
                newFile.force();
                write(waiting, writer, newFile, start);
            } finally {
                taps.close(waiting);
            }
            if (waiting.ended().isPresent()) {
                throw new RecordingException(
                        "The recording has ended early, " + waiting.ended().get() + "; " + whatThereIs());
            }
            return new Recorded(file, List.copyOf(gateways), polls, failedPolls, newFile.bytes(), elapsed(start));
        } catch (FileAlreadyExistsException e) {
            throw new RecordingException(file + " exists already; a recording never overwrites a file", e);
        } catch (NoSuchFileException e) {
            throw new RecordingException("There is no folder " + file.getParent() + " for the recording", e);
        } catch (IOException e) {
            throw new RecordingException(file + " can not be written: " + e + "; " + whatThereIs(), e);
        }
    }

    private void write(WaitingPolls waiting, RecordingWriter writer, NewFile newFile, long start) throws IOException {
        boolean interrupted = false;
        boolean over = false;
        while (true) {
            // seen before the look for more: what came until then is written
            over |= interrupted || waiting.ended().isPresent() || isOver(start);
            if (over) {
                taps.close(waiting);
            }
            Optional<RecordedPoll> poll = Optional.empty();
            try {
                poll = waiting.next(over ? Duration.ZERO : LOOK_EVERY);
            } catch (InterruptedException e) {
                interrupted = true;
                continue;
            }
            if (poll.isPresent()) {
                writer.write(poll.get());
                newFile.force();
                count(poll.get());
            } else if (over) {
                break;
            }
            tell(start);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(long start) {
        progress.at(
                "recording, polls so far: " + polls,
                elapsed(start).toMillis(),
                duration.map(Duration::toMillis).orElse(0L));
    }

    private void count(RecordedPoll poll) {
        polls++;
        failedPolls += poll.answer() instanceof Answer.Failed ? 1 : 0;
        poll.gateway().ifPresent(gateways::add);
    }

    private boolean isOver(long start) {
        return duration.isPresent() && elapsed(start).compareTo(duration.get()) >= 0;
    }

    private Duration elapsed(long start) {
        return Duration.ofNanos(taps.now().nanos() - start);
    }

    private String whatThereIs() {
        return "what is in it can be replayed, polls: " + polls;
    }

    /** Opens the file to be written. */
    @FunctionalInterface
    interface Opening {
        NewFile open(Path file) throws IOException;
    }
}

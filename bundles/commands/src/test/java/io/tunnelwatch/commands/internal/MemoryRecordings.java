package io.tunnelwatch.commands.internal;

import io.tunnelwatch.history.Progress;
import io.tunnelwatch.wg.Recorded;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.ReplayRequest;
import io.tunnelwatch.wg.Replayed;
import io.tunnelwatch.wg.ReplayedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Recordings that do nothing but remember what they were asked for, and answer as a test sets. */
public final class MemoryRecordings implements Recordings {

    /** What was asked for, as {@code record /a.rec [berlin] PT10M}. */
    public final List<String> calls = new ArrayList<>();

    public final List<ReplayedEvent> events = new ArrayList<>();
    public final List<String> notes = new ArrayList<>();
    /** What a replay was asked for. */
    public Optional<ReplayRequest> request = Optional.empty();
    /** Why nothing can be done. */
    public Optional<String> trouble = Optional.empty();
    /** What ends a replay. */
    public Optional<RuntimeException> refusal = Optional.empty();
    /** Who hears of the work. */
    public Optional<Progress> heard = Optional.empty();

    @Override
    public Recorded record(Path file, Set<String> gateways, Optional<Duration> duration, Progress progress)
            throws RecordingException {
        calls.add("record " + file + " " + gateways + " "
                + duration.map(Duration::toString).orElse("-"));
        heard = Optional.of(progress);
        fail();
        return new Recorded(file, List.of("berlin", "oslo"), 120, 2, 1_572_864, Duration.ofMinutes(10));
    }

    @Override
    public Replayed replay(ReplayRequest asked, Consumer<ReplayedEvent> told, Progress progress)
            throws RecordingException {
        request = Optional.of(asked);
        heard = Optional.of(progress);
        events.forEach(told);
        fail();
        return new Replayed(
                List.of(new Replayed.Gateway("berlin", "those of gateway berlin, expect = always")),
                360,
                1,
                5,
                Samples.NOON,
                Samples.NOON.plusSeconds(3600),
                events.isEmpty() ? Map.of() : Map.of(events.get(0).alert().key().kind(), 1L),
                Map.of(),
                0,
                Duration.ofSeconds(10),
                Samples.NOON.plusSeconds(10),
                notes);
    }

    @Override
    public List<String> settings() {
        return List.of("expect", "staleAfterSeconds");
    }

    private void fail() throws RecordingException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (trouble.isPresent()) {
            throw new RecordingException(trouble.get());
        }
    }
}

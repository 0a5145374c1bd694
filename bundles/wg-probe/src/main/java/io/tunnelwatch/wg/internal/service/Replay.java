package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.Replayed;
import io.tunnelwatch.wg.ReplayedEvent;
import io.tunnelwatch.wg.internal.recording.Answer;
import io.tunnelwatch.wg.internal.recording.RecordedPoll;
import io.tunnelwatch.wg.internal.recording.RecordingReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One replay. For one thread; see {@link io.tunnelwatch.wg.Recordings#replay}. */
final class Replay {

    private final ReplaySettings settings;
    private final Consumer<ReplayedEvent> events;
    private final Progress progress;
    private final ReplayNotes notes = new ReplayNotes();
    private final Map<Optional<String>, GatewayReplay> gateways = new LinkedHashMap<>();
    private final List<Replayed.Gateway> described = new ArrayList<>();
    private final Map<AlertKind, Long> raised = new EnumMap<>(AlertKind.class);
    private final Map<AlertKind, Long> recurred = new EnumMap<>(AlertKind.class);
    private long polls;
    private long failedPolls;
    private Optional<Instant> first = Optional.empty();
    private Instant last = Instant.EPOCH;

    Replay(ReplaySettings settings, Consumer<ReplayedEvent> events, Progress progress) {
        this.settings = settings;
        this.events = events;
        this.progress = progress;
    }

    /** Replays these files, one behind the other. */
    Replayed run(List<Path> files) throws RecordingException, InterruptedException {
        settings.check();
        ReplayFiles inOrder = ReplayFiles.inOrder(files, progress);
        long bytesBefore = 0;
        int run = 0;
        for (Path file : inOrder.files()) {
            try (RecordingReader reader = new RecordingReader(file, run, notes::add)) {
                take(reader, bytesBefore, inOrder.bytes());
                bytesBefore += reader.bytesRead();
                run = reader.run() + 1;
            }
        }
        return result(inOrder);
    }

    private void take(RecordingReader reader, long bytesBefore, long bytes)
            throws RecordingException, InterruptedException {
        for (Optional<RecordedPoll> poll = reader.next(); poll.isPresent(); poll = reader.next()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the replay was given up");
            }
            take(poll.get());
            progress.at("replaying, polls so far: " + polls, bytesBefore + reader.bytesRead(), bytes);
        }
    }

    private void take(RecordedPoll poll) throws InterruptedException {
        polls++;
        failedPolls += poll.answer() instanceof Answer.Failed ? 1 : 0;
        first = first.or(() -> Optional.of(poll.at()));
        last = poll.at();
        gateways.computeIfAbsent(poll.gateway(), this::begin).take(poll);
    }

    private GatewayReplay begin(Optional<String> recorded) {
        ReplaySettings.Chosen chosen = settings.choose(recorded);
        described.add(new Replayed.Gateway(chosen.settings().name(), chosen.words()));
        return new GatewayReplay(chosen.settings(), chosen.directory(), this::tell, notes);
    }

    private void tell(ReplayedEvent event) {
        AlertKind kind = event.alert().key().kind();
        switch (event.change()) {
            case RAISED -> raised.merge(kind, 1L, Long::sum);
            case RECURRED -> recurred.merge(kind, 1L, Long::sum);
            case RESOLVED -> {
                // each was raised before
            }
        }
        events.accept(event);
    }

    private Replayed result(ReplayFiles files) throws RecordingException {
        Instant begin =
                first.orElseThrow(() -> new RecordingException(files.files().get(0) + " holds no whole poll"));
        Duration longestGap = Duration.ZERO;
        Instant longestGapEnd = begin;
        for (GatewayReplay gateway : gateways.values()) {
            if (gateway.longestGap().compareTo(longestGap) > 0) {
                longestGap = gateway.longestGap();
                longestGapEnd = gateway.longestGapEnd().orElse(begin);
            }
        }
        return new Replayed(
                described,
                polls,
                failedPolls,
                gateways.values().stream().mapToInt(GatewayReplay::mostPeers).sum(),
                begin,
                last,
                raised,
                recurred,
                gateways.values().stream().mapToInt(GatewayReplay::openAlerts).sum(),
                longestGap,
                longestGapEnd,
                notes.all());
    }
}

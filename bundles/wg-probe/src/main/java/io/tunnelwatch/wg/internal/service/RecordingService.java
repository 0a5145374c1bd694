package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.history.Progress;
import io.tunnelwatch.wg.Recorded;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.ReplayRequest;
import io.tunnelwatch.wg.Replayed;
import io.tunnelwatch.wg.ReplayedEvent;
import io.tunnelwatch.wg.internal.recording.PollTaps;
import io.tunnelwatch.wg.internal.recording.Recorder;
import io.tunnelwatch.wg.internal.settings.WrittenGateway;
import io.tunnelwatch.wg.internal.source.PeerNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Recordings of the gateways that are watched now, and replays by the settings that hold now. */
final class RecordingService implements Recordings {

    private final PollTaps taps;
    private final Supplier<Collection<Registration>> registrations;
    private final ConfiguredGateways gateways;
    private final ConfiguredPeers peers;

    RecordingService(
            PollTaps taps,
            Supplier<Collection<Registration>> registrations,
            ConfiguredGateways gateways,
            ConfiguredPeers peers) {
        this.taps = taps;
        this.registrations = registrations;
        this.gateways = gateways;
        this.peers = peers;
    }

    @Override
    public Recorded record(Path file, Set<String> only, Optional<Duration> duration, Progress progress)
            throws RecordingException {
        requireWatched(only);
        return new Recorder(taps, file.toAbsolutePath(), duration, progress).record(only);
    }

    @Override
    public Replayed replay(ReplayRequest request, Consumer<ReplayedEvent> events, Progress progress)
            throws RecordingException, InterruptedException {
        if (request.files().isEmpty()) {
            throw new RecordingException("There is no file to replay");
        }
        ReplaySettings settings = new ReplaySettings(request, gateways, peers, this::names);
        return new Replay(settings, events, progress).run(request.files());
    }

    @Override
    public List<String> settings() {
        return WrittenGateway.names();
    }

    private PeerNames names(String gateway) {
        return watches().stream()
                .filter(watched -> watched.name().equals(gateway))
                .map(watched -> watched.watch().names())
                .findFirst()
                .orElse(PeerNames.NONE);
    }

    private void requireWatched(Set<String> only) throws RecordingException {
        Set<String> unknown = new TreeSet<>(only);
        watches().forEach(watched -> unknown.remove(watched.name()));
        if (!unknown.isEmpty()) {
            throw new RecordingException("No gateway is watched under the name '" + String.join("', '", unknown)
                    + "': wg:gateways lists them");
        }
        if (watches().isEmpty()) {
            throw new RecordingException("No gateway is watched, so there is nothing to record: see wg:gateways");
        }
    }

    private List<Registration.Watched> watches() {
        return registrations.get().stream()
                .filter(Registration.Watched.class::isInstance)
                .map(Registration.Watched.class::cast)
                .toList();
    }
}

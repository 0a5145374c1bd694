package io.tunnelwatch.wg.internal;

import io.tunnelwatch.history.Progress;
import io.tunnelwatch.wg.Recorded;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.ReplayRequest;
import io.tunnelwatch.wg.Replayed;
import io.tunnelwatch.wg.ReplayedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The recordings of the probe as a service. */
@Component(service = Recordings.class)
public final class RecordingsComponent implements Recordings {

    private final Recordings recordings;

    /** @param probe whose polls are recorded */
    @Activate
    public RecordingsComponent(@Reference ProbeComponent probe) {
        this.recordings = probe.service().recordings();
    }

    @Override
    public Recorded record(Path file, Set<String> gateways, Optional<Duration> duration, Progress progress)
            throws RecordingException {
        return recordings.record(file, gateways, duration, progress);
    }

    @Override
    public Replayed replay(ReplayRequest request, Consumer<ReplayedEvent> events, Progress progress)
            throws RecordingException, InterruptedException {
        return recordings.replay(request, events, progress);
    }

    @Override
    public List<String> settings() {
        return recordings.settings();
    }
}

package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.memory.MemoryFile;
import io.tunnelwatch.wg.internal.outbox.AlertOutbox;
import io.tunnelwatch.wg.internal.rules.GatewayRules;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import io.tunnelwatch.wg.internal.source.GatewaySource;
import io.tunnelwatch.wg.internal.source.PeerNames;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.source.SourceException;
import io.tunnelwatch.wg.internal.testing.Dumps;
import io.tunnelwatch.wg.internal.testing.FoldedLog;
import io.tunnelwatch.wg.internal.testing.Time;
import io.tunnelwatch.wg.internal.watch.PeerDirectory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A gateway whose answers, clocks and log are held in the hand. */
final class Berlin {

    final Time time = new Time();
    final FoldedLog log = new FoldedLog();
    final Map<String, PeerSettings> peerSettings = new HashMap<>();
    final Path directory;
    GatewaySettings settings = Dumps.settings();
    Optional<AlertLog> logService = Optional.of(log);
    GatewayView view;
    AlertOutbox outbox;
    private GatewayPoller poller;

    Berlin(Path directory) {
        this.directory = directory;
        kill();
    }

    /** {@code kill -9} and the next start: only the file and the log are left. */
    void kill() {
        outbox = new AlertOutbox("berlin");
        poller = new GatewayPoller(
                new MemoryFile(directory, "berlin"),
                new ReadGuard(),
                outbox,
                new GatewayRules(new TimeOrderedIds(time)),
                () -> logService,
                time,
                time::nanos);
        view = GatewayView.starting(settings, time.instant());
    }

    /** An orderly end, after which nobody polls. */
    void close() {
        poller.close();
    }

    /** Time goes by, and a poll sees these peers on wg0. */
    Berlin sees(long afterSeconds, DumpPeer... peers) {
        return reads(afterSeconds, Dumps.wg0(peers));
    }

    Berlin reads(long afterSeconds, Reading reading) {
        return poll(afterSeconds, () -> reading);
    }

    Berlin fails(long afterSeconds) {
        return poll(afterSeconds, () -> {
            throw new SourceException("wg: Operation not permitted");
        });
    }

    private Berlin poll(long afterSeconds, Answer answer) {
        return polls(afterSeconds, new GatewaySource() {
            @Override
            public Reading read() throws SourceException {
                return answer.get();
            }
        });
    }

    /** Time goes by, and a poll asks this source. */
    Berlin polls(long afterSeconds, GatewaySource source) {
        time.passSeconds(afterSeconds);
        try {
            view = poller.poll(settings, source, new PeerDirectory(peerSettings, PeerNames.NONE), view);
            return this;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Answer {
        Reading get() throws SourceException;
    }
}

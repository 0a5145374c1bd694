package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.wg.ReplayedEvent;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.memory.MemoryStore;
import io.tunnelwatch.wg.internal.outbox.AlertOutbox;
import io.tunnelwatch.wg.internal.recording.Answer;
import io.tunnelwatch.wg.internal.recording.RecordedPoll;
import io.tunnelwatch.wg.internal.rules.GatewayRules;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.source.GatewaySource;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.source.SourceException;
import io.tunnelwatch.wg.internal.watch.PeerDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the recorded polls of one gateway through {@link GatewayPoller}, which polls the gateways of today too: only its
 * source, clocks, log and memory are others. For one thread.
 */
final class GatewayReplay {

    /**
     * Two polls that are further apart than this are this far apart: keeps absurd times within a long of nanoseconds.
     */
    private static final Duration LONGEST_GAP = Duration.ofDays(3650);

    private final GatewaySettings settings;
    private final PeerDirectory directory;
    private final ReplayNotes notes;
    private final ReplayClock clock = new ReplayClock();
    private final ReplayLog log;
    private final GatewayPoller poller;
    private GatewayView view;
    private Optional<RecordedPoll> before = Optional.empty();
    private Duration longestGap = Duration.ZERO;
    private Optional<Instant> longestGapEnd = Optional.empty();
    private int mostPeers;

    GatewayReplay(
            GatewaySettings settings, PeerDirectory directory, Consumer<ReplayedEvent> events, ReplayNotes notes) {
        this.settings = settings;
        this.directory = directory;
        this.notes = notes;
        this.log = new ReplayLog(events);
        this.poller = new GatewayPoller(
                MemoryStore.NONE,
                new ReadGuard(),
                new AlertOutbox(settings.name()),
                new GatewayRules(new TimeOrderedIds(clock)),
                () -> Optional.of(log),
                clock,
                clock::nanos);
        this.view = GatewayView.starting(settings, clock.instant());
    }

    /** Takes the next poll. */
    void take(RecordedPoll poll) throws InterruptedException {
        Duration gap = before.map(earlier -> gap(earlier, poll)).orElse(Duration.ZERO);
        if (longestGapEnd.isEmpty() || gap.compareTo(longestGap) > 0) {
            longestGap = gap;
            longestGapEnd = Optional.of(poll.at());
        }
        clock.set(new Moment(poll.at(), clock.nanos() + gap.toNanos()));
        view = poller.poll(settings, new Recorded(poll.answer()), directory, view);
        mostPeers = Math.max(mostPeers, view.peers().size());
        before = Optional.of(poll);
    }

    /** The longest time between two polls. */
    Duration longestGap() {
        return longestGap;
    }

    /** When it ended; absent before the first poll. */
    Optional<Instant> longestGapEnd() {
        return longestGapEnd;
    }

    int mostPeers() {
        return mostPeers;
    }

    int openAlerts() {
        return log.openAlerts().alerts().size();
    }

    /** By the clock that never jumps, where both polls know it; else by the wall clock, unless that was set back. */
    private Duration gap(RecordedPoll earlier, RecordedPoll poll) {
        boolean comparable = earlier.run() == poll.run()
                && earlier.elapsed().isPresent()
                && poll.elapsed().isPresent();
        Duration gap = comparable
                ? poll.elapsed().get().minus(earlier.elapsed().get())
                : Duration.between(earlier.at(), poll.at());
        if (gap.isNegative()) {
            notes.add(poll.place() + ": its time is " + Durations.format(gap.negated())
                    + " before that of the poll before it; it was taken to be one interval, "
                    + Durations.format(settings.interval()) + ", behind that");
            return settings.interval();
        }
        return gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap;
    }

    private record Recorded(Answer answer) implements GatewaySource {

        @Override
        public Reading read() throws SourceException {
            if (answer instanceof Answer.Failed failed) {
                throw new SourceException(failed.reason());
            }
            return ((Answer.Read) answer).reading();
        }
    }
}

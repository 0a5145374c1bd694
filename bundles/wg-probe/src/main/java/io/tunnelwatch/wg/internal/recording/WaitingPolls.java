package io.tunnelwatch.wg.internal.recording;

import io.tunnelwatch.wg.internal.judge.Moment;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The polls that wait to be written to one recording. Who polls never waits here: when too much waits, the recording is
 * over. Filled by any number of threads, emptied by one.
 */
final class WaitingPolls {

    /** How many lines wait at most: a few polls of 65,536 peers, some 30 MiB. One poll may always wait. */
    static final int MOST_LINES = 1 << 18;

    private final Set<String> gateways;
    private final Moment start;
    private final BlockingQueue<RecordedPoll> polls = new LinkedBlockingQueue<>();
    private final AtomicInteger lines = new AtomicInteger();
    private volatile Optional<String> ended = Optional.empty();

    /**
     * @param gateways only these are taken; empty for all
     * @param start when the recording began
     */
    WaitingPolls(Set<String> gateways, Moment start) {
        this.gateways = Set.copyOf(gateways);
        this.start = start;
    }

    /** Takes a poll, if it is one of these gateways; returns at once. */
    void offer(String gateway, Moment at, Answer answer) {
        if (ended.isPresent() || !(gateways.isEmpty() || gateways.contains(gateway))) {
            return;
        }
        int added = answer.lines();
        int before = lines.getAndAdd(added);
        if (before > 0 && before + added > MOST_LINES) {
            end("the disk is too slow: " + before + " lines waited to be written, more than are kept");
            return;
        }
        Duration elapsed = Duration.ofNanos(Math.max(0, at.nanos() - start.nanos()));
        polls.add(new RecordedPoll("", 0, Optional.of(gateway), at.wall(), Optional.of(elapsed), answer));
    }

    /** Takes no more, for this reason. What waits is written still. */
    void end(String reason) {
        if (ended.isEmpty()) {
            ended = Optional.of(reason);
        }
    }

    /** Why no more is taken; absent while all is well. */
    Optional<String> ended() {
        return ended;
    }

    /** The next poll to be written; absent when none came within this time. */
    Optional<RecordedPoll> next(Duration within) throws InterruptedException {
        Optional<RecordedPoll> poll = Optional.ofNullable(polls.poll(within.toNanos(), TimeUnit.NANOSECONDS));
        poll.ifPresent(taken -> lines.addAndGet(-taken.answer().lines()));
        return poll;
    }
}

package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.internal.outbox.AlertOutbox;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import io.tunnelwatch.wg.internal.source.PeerNames;
import io.tunnelwatch.wg.internal.watch.PeerDirectory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One gateway that is watched: a thread of its own polls it at a fixed rate on the monotonic clock, so that one that
 * hangs delays no other. A poll that takes longer than the interval leaves out those that it ran over.
 */
final class GatewayWatch {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayWatch.class);

    /** For the end of the thread, whose read is interrupted: longer than any append takes. */
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Sources sources;
    private final Supplier<Map<String, PeerSettings>> peers;
    private final GatewayPoller poller;
    private final ReadGuard guard;
    private final AlertOutbox outbox;
    private final PollCounter polled = new PollCounter();
    private final Thread thread;

    private GatewaySettings settings;
    private Sources.Source source;
    private boolean polling;
    private boolean pollWanted = true;
    private long polls;
    private boolean closed;
    private volatile GatewayView view;
    private volatile Optional<String> refusal = Optional.empty();

    GatewayWatch(
            GatewayView start,
            Sources sources,
            Supplier<Map<String, PeerSettings>> peers,
            GatewayPoller poller,
            ReadGuard guard,
            AlertOutbox outbox) {
        this.view = start;
        this.settings = start.settings();
        this.sources = sources;
        this.source = sources.of(settings);
        this.peers = peers;
        this.poller = poller;
        this.guard = guard;
        this.outbox = outbox;
        this.thread = new Thread(this::run, "tunnelwatch-poll-" + settings.name());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    GatewayView view() {
        return view;
    }

    /** The names that its source knows. */
    PeerNames names() {
        lock.lock();
        try {
            return source.names();
        } finally {
            lock.unlock();
        }
    }

    GatewayStatus status() {
        return view.status(outbox.pending(), refusal, polled.counts());
    }

    /** Goes on with other settings, and polls at once. */
    void reconfigure(GatewaySettings next) {
        refusal = Optional.empty();
        lock.lock();
        try {
            boolean sameSource = settings.source() == next.source()
                    && settings.command().equals(next.command())
                    && settings.timeout().equals(next.timeout())
                    && settings.configDirectory().equals(next.configDirectory());
            if (!sameSource) {
                source = sources.of(next);
            }
            settings = next;
            pollWanted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on with the settings it has, and says why. */
    void refuse(String reason) {
        refusal = Optional.of(reason);
    }

    /** Polls out of turn; a poll that is under way counts. Returns when it has ended, or the watch has. */
    void pollNow() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long before = polls;
            if (!polling) {
                pollWanted = true;
                changed.signalAll();
            }
            while (polls == before && !closed) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the watch; a read that is under way is given up. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        guard.close();
        try {
            thread.join(END_WITHIN.toMillis());
            if (thread.isAlive()) {
                LOG.warn(
                        "Gateway {}: its last poll has not ended within {}",
                        view.settings().name(),
                        END_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long next = System.nanoTime();
        try {
            while (awaitTurn(next)) {
                poll();
                next = nextTurn(next);
            }
        } catch (InterruptedException e) {
            LOG.debug("Gateway {} is no longer watched", view.settings().name());
        } finally {
            end();
        }
    }

    private long nextTurn(long planned) {
        long interval = settingsNow().interval().toNanos();
        long now = System.nanoTime();
        if (planned > now) {
            // this poll was out of turn; the interval may have become shorter
            return Math.min(planned, now + interval);
        }
        return planned + ((now - planned) / interval + 1) * interval;
    }

    /** Waits until it is time to poll; false when there is no more polling. */
    private boolean awaitTurn(long next) throws InterruptedException {
        lock.lock();
        try {
            long wait = next - System.nanoTime();
            while (!closed && !pollWanted && wait > 0) {
                changed.await(wait, TimeUnit.NANOSECONDS);
                wait = next - System.nanoTime();
            }
            pollWanted = false;
            polling = !closed;
            return polling;
        } finally {
            lock.unlock();
        }
    }

    private void poll() throws InterruptedException {
        GatewaySettings current;
        Sources.Source from;
        lock.lock();
        try {
            current = settings;
            from = source;
        } finally {
            lock.unlock();
        }
        long start = System.nanoTime();
        try {
            GatewayView before = view;
            view = poller.poll(current, from.gateway(), new PeerDirectory(peers.get(), from.names()), before);
            polled.ended(System.nanoTime() - start, view.state() != GatewayStatus.State.UNREACHABLE);
            StateChange.say(before, view);
        } catch (RuntimeException e) {
            polled.ended(System.nanoTime() - start, false);
            LOG.error(
                    "Gateway {}: this poll failed for a fault of Tunnelwatch; the next one goes on", current.name(), e);
        } finally {
            ended();
        }
    }

    private void ended() {
        lock.lock();
        try {
            polling = false;
            polls++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        poller.close();
    }

    private GatewaySettings settingsNow() {
        lock.lock();
        try {
            return settings;
        } finally {
            lock.unlock();
        }
    }
}

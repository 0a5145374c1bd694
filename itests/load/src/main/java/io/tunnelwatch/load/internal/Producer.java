package io.tunnelwatch.load.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.OpenAlerts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Raises and resolves the alert of one peer in turn, at a steady rate; keeps what is refused and offers it first. */
final class Producer implements Runnable {

    /** Behind by more than this, it goes on from now: a pause is not made up for by a storm. */
    private static final long MOST_BEHIND_NANOS = Duration.ofSeconds(1).toNanos();

    private final String peer;
    private final long intervalNanos;
    private final LoadEvents events;
    private final Offers offers;
    private volatile boolean stopped;
    private volatile boolean abandoned;
    private volatile boolean waiting;
    private Optional<UUID> open = Optional.empty();

    Producer(String peer, Duration interval, LoadEvents events, Offers offers) {
        this.peer = peer;
        this.intervalNanos = interval.toNanos();
        this.events = events;
        this.offers = offers;
    }

    /** Begins nothing new; what was refused goes on being offered. */
    void stop() {
        stopped = true;
    }

    /** Gives up what is refused too. */
    void abandon() {
        stopped = true;
        abandoned = true;
    }

    /** Whether it holds an event that was refused. */
    boolean isWaiting() {
        return waiting;
    }

    @Override
    public void run() {
        look();
        long due = System.nanoTime();
        Optional<OfAlert> kept = Optional.empty();
        while (!abandoned && (!stopped || kept.isPresent())) {
            sleepUntil(due);
            OfAlert event = kept.orElseGet(this::decide);
            Outcome outcome = offers.offer(List.of(event));
            kept = outcome == Outcome.REFUSED ? Optional.of(event) : Optional.empty();
            waiting = kept.isPresent();
            if (outcome == Outcome.ACCEPTED) {
                open = event instanceof Raised raised ? Optional.of(raised.alertId()) : Optional.empty();
            } else if (outcome == Outcome.STALE) {
                look();
            }
            due = Math.max(due + intervalNanos, System.nanoTime() - MOST_BEHIND_NANOS);
        }
        waiting = false;
    }

    /** What is appended parks too, and leaves a permit behind: one park may not be enough. */
    private static void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private OfAlert decide() {
        OfAlert event = open.<OfAlert>map(alertId -> events.resolve(alertId, "a new handshake"))
                .orElseGet(() -> events.raise(peer, "Peer " + peer + " is down"));
        offers.begin(List.of(event), "steady");
        return event;
    }

    private void look() {
        open = offers.openAlerts().flatMap(this::find).map(Alert::id);
    }

    private Optional<Alert> find(OpenAlerts picture) {
        return picture.find(LoadEvents.key(peer));
    }
}

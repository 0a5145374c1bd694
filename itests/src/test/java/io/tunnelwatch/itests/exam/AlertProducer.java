package io.tunnelwatch.itests.exam;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Raises and resolves alerts at a steady rate, as a probe in trouble does, and times each append. */
final class AlertProducer implements Callable<AlertProducer.Produced> {

    /**
     * What came of it.
     *
     * @param accepted the ids of the events that the log took
     * @param appends when each append began and how long it took
     */
    record Produced(List<String> accepted, List<Timed> appends) {}

    /** An append, on the monotonic clock. */
    record Timed(long begin, long nanos) {}

    private final AlertLog log;
    private final String name;
    private final Duration interval;
    private final Duration length;
    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.system());

    AlertProducer(AlertLog log, String name, Duration interval, Duration length) {
        this.log = log;
        this.name = name;
        this.interval = interval;
        this.length = length;
    }

    @Override
    public Produced call() throws AppendRefusedException {
        Produced produced = new Produced(new ArrayList<>(), new ArrayList<>());
        long begin = System.nanoTime();
        long due = begin;
        Optional<Raised> open = Optional.empty();
        while (due - begin < length.toNanos() || open.isPresent()) {
            LockSupport.parkNanos(due - System.nanoTime());
            AlertEvent event = open.<AlertEvent>map(this::end).orElseGet(this::raise);
            long before = System.nanoTime();
            log.append(List.of(event));
            produced.appends().add(new Timed(before, System.nanoTime() - before));
            produced.accepted().add(event.id().toString());
            open = event instanceof Raised raised ? Optional.of(raised) : Optional.empty();
            due += interval.toNanos();
        }
        return produced;
    }

    private Raised raise() {
        return new Raised(
                ids.next(),
                ids.next(),
                InstantSource.system().instant(),
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "storm", "wg0", name),
                AlertKind.PEER_DOWN.defaultSeverity(),
                Optional.of(name),
                "Peer " + name + " is down",
                List.of());
    }

    private Resolved end(Raised raised) {
        return new Resolved(
                ids.next(), raised.alertId(), InstantSource.system().instant(), Optional.empty(), "a new handshake");
    }
}

package io.tunnelwatch.log.internal;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.PositionUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** A consumer that keeps its position itself, like the store, and remembers what it got. */
class TestConsumer implements AlertConsumer {

    final List<LogEntry> taken = new CopyOnWriteArrayList<>();
    final List<Gap> gaps = new CopyOnWriteArrayList<>();
    final List<OpenAlerts> openAtGaps = new CopyOnWriteArrayList<>();
    volatile Optional<ConsumerPosition.After> place = Optional.empty();
    volatile boolean fails;
    volatile boolean failsToAccept;
    volatile boolean positionFails;
    volatile Supplier<Optional<Position>> mayReturnTo = Optional::empty;
    private final String id;

    TestConsumer(String id) {
        this.id = id;
    }

    TestConsumer failing() {
        fails = true;
        return this;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ConsumerPosition position() throws PositionUnavailableException {
        if (positionFails) {
            throw new PositionUnavailableException("no database", new IllegalStateException("test"));
        }
        return place.<ConsumerPosition>map(Function.identity()).orElseGet(ConsumerPosition.Oldest::new);
    }

    @Override
    public void accept(List<LogEntry> batch) throws NotTakenException {
        if (fails || failsToAccept) {
            throw new NotTakenException("the mail server does not answer", new IllegalStateException("test"));
        }
        taken.addAll(batch);
        Position last = batch.get(batch.size() - 1).position();
        place = Optional.of(
                place.map(before -> before.movedTo(last)).orElseGet(() -> new ConsumerPosition.After(last)));
    }

    @Override
    public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) throws NotTakenException {
        if (fails) {
            throw new NotTakenException("the mail server does not answer", new IllegalStateException("test"));
        }
        gaps.add(gap);
        openAtGaps.add(openAlerts);
        place = Optional.of(new ConsumerPosition.After(gap, asOf));
    }

    @Override
    public Optional<Position> mayReturnTo() {
        return mayReturnTo.get();
    }

    @Override
    public Duration maxBackoff() {
        return Duration.ofMillis(50);
    }

    @Override
    public int maxBatch() {
        return 7;
    }
}

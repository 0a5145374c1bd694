package io.tunnelwatch.log.internal.deliver;

import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.file.SegmentList;
import io.tunnelwatch.log.internal.write.DurableEvents;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consumers of an open log. Safe for any number of threads. */
public final class Consumers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);

    private final SegmentList segments;
    private final LogReader reader;
    private final DurableEvents durable;
    private final PositionStore positions;
    private final Map<AlertConsumer, String> waiting = new LinkedHashMap<>();
    private final Map<AlertConsumer, ConsumerRunner> running = new ConcurrentHashMap<>();
    private final Map<String, Position> whereOthersWere;
    private final MayReturnTo mayReturnTo;

    public Consumers(SegmentList segments, LogReader reader, DurableEvents durable, PositionStore positions) {
        this.segments = segments;
        this.reader = reader;
        this.durable = durable;
        this.positions = positions;
        this.whereOthersWere = new ConcurrentHashMap<>(positions.all());
        this.mayReturnTo = new MayReturnTo(positions.under("may-return-to"));
    }

    /** Begins to bring events. A second consumer of the same id waits for the end of the first one. */
    public synchronized void add(AlertConsumer consumer) {
        String id = consumer.id();
        if (runnerOf(id).isPresent()) {
            LOG.warn("There is a consumer {} already; {} waits until that one goes", id, consumer.getClass());
            waiting.put(consumer, id);
            return;
        }
        ConsumerRunner runner = new ConsumerRunner(consumer, id, segments, reader, durable, positions);
        running.put(consumer, runner);
        runner.start();
    }

    /** Ends it, and returns when its thread has ended. */
    public void remove(AlertConsumer consumer) {
        Optional<ConsumerRunner> ending;
        synchronized (this) {
            waiting.remove(consumer);
            ending = Optional.ofNullable(running.get(consumer));
        }
        // not under the lock: others go on asking meanwhile, and none of the same id begins
        ending.ifPresent(ConsumerRunner::close);
        ending.ifPresent(runner -> runner.taken().ifPresent(position -> whereOthersWere.put(runner.id(), position)));
        synchronized (this) {
            running.remove(consumer);
            ending.flatMap(runner -> firstWaiting(runner.id())).ifPresent(next -> {
                waiting.remove(next);
                add(next);
            });
        }
    }

    /** Keeps nothing more for a consumer that will not come back; nothing happens while it is here. */
    public synchronized void forget(String consumerId) {
        if (runnerOf(consumerId).isPresent() || waiting.containsValue(consumerId)) {
            return;
        }
        try {
            positions.remove(consumerId);
            whereOthersWere.remove(consumerId);
            mayReturnTo.forget(consumerId);
        } catch (IOException e) {
            LOG.warn(
                    "The position of {} can not be deleted; the log keeps events for it until maxBytes", consumerId, e);
        }
    }

    /** Ends all. */
    @Override
    public void close() {
        List<AlertConsumer> all;
        synchronized (this) {
            waiting.clear();
            all = List.copyOf(running.keySet());
        }
        all.forEach(this::remove);
    }

    /** Up to where a consumer has taken events; empty when it was never seen. */
    public synchronized Optional<Position> taken(String consumerId) {
        return runnerOf(consumerId).map(ConsumerRunner::taken).orElseGet(() -> positions.find(consumerId));
    }

    /** Writes down where the consumers are that keep their positions themselves. */
    public synchronized void rememberPositions() {
        running.values().forEach(ConsumerRunner::rememberPosition);
    }

    /** Where consumers may come back to: asks those that are here, and remembers what those said that were. */
    public List<Position> mayReturnTo() {
        Map<String, AlertConsumer> here = new TreeMap<>();
        synchronized (this) {
            running.forEach((consumer, runner) -> here.put(runner.id(), consumer));
        }
        // not under the lock: whoever does not answer at once holds up nobody but the housekeeping
        return mayReturnTo.ask(here);
    }

    /** Those that are here and those that were, by id. Waits for nobody, nor for the disk. */
    public List<ConsumerStatus> status() {
        Map<String, ConsumerStatus> all = new TreeMap<>();
        whereOthersWere.forEach((id, position) -> all.put(
                id,
                new ConsumerStatus(
                        id,
                        ConsumerState.ABSENT,
                        Optional.of(position),
                        ConsumerRunner.lag(Optional.of(position), segments),
                        Optional.empty())));
        running.values().stream().map(ConsumerRunner::status).forEach(status -> all.put(status.id(), status));
        return List.copyOf(all.values());
    }

    private Optional<AlertConsumer> firstWaiting(String id) {
        return waiting.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<ConsumerRunner> runnerOf(String id) {
        return running.values().stream()
                .filter(runner -> runner.id().equals(id))
                .findFirst();
    }
}

package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.NotTakenException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.PositionUnavailableException;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.DeadLetter;
import io.tunnelwatch.notifier.NotDeliveredException;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport;
import io.tunnelwatch.notifier.internal.ledger.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A channel as the log sees it. It takes events into its books at once, whatever its other side does; it sends nothing
 * before it has read as far as the log reached when it came, for what was told before may be recorded there.
 */
public final class Channel implements AlertConsumer, AutoCloseable {

    /** After a batch that was full, more of the same append is on its way: one message for all of it. */
    private static final Duration GATHER = Duration.ofMillis(500);

    /** How long an operator waits: longer than a transport may take. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(90);

    private final ChannelId id;
    private final Books books;
    private final BooksFile file;
    private final Courier courier;
    private final Sender sender;
    private final Supplier<Optional<AlertLog>> log;
    private final FailingChannels failing;
    private final InstantSource clock;
    private final InstantSource time;
    private volatile String target = "";
    private volatile List<String> problems = List.of();
    private boolean loaded;
    private boolean replays;
    private long readUntil = Long.MAX_VALUE;
    private volatile Instant readyAt = Instant.MAX;

    /**
     * @param directory where books are kept
     * @param log empty while it is away
     * @param clock for what is recorded, and for rules that go by it
     * @param time for waits: it only goes on
     */
    public Channel(
            Rules rules,
            Path directory,
            Supplier<Optional<AlertLog>> log,
            FailingChannels failing,
            InstantSource clock,
            InstantSource time) {
        this.id = rules.channel();
        this.log = log;
        this.failing = failing;
        this.clock = clock;
        this.time = time;
        this.books = new Books(rules);
        this.file = new BooksFile(directory, id);
        this.courier = new Courier(id, books, log, failing, clock, time);
        this.sender = new Sender(id, books, file, courier, failing, () -> readyAt, time);
        sender.start();
    }

    @Override
    public String id() {
        return id.consumerId();
    }

    @Override
    public ConsumerPosition position() throws PositionUnavailableException {
        LogStatus status = log.get()
                .orElseThrow(() -> new PositionUnavailableException("The alert log is not there yet"))
                .status();
        load();
        readUntil = status.lastSequence();
        Optional<ConsumerPosition.After> place = books.place();
        if (place.isPresent()) {
            ready(place.get().position());
            return place.get();
        }
        replays = status.consumers().stream()
                .anyMatch(consumer ->
                        consumer.id().equals(id()) && consumer.position().isPresent());
        return replays ? new ConsumerPosition.Oldest() : new ConsumerPosition.Newest();
    }

    @Override
    public void begin(Position head) throws NotTakenException {
        books.begin(head);
        try {
            // now: the log remembers that it knows the channel, and a channel that is known has all of its past
            file.write(books.takeChanges().orElseThrow());
        } catch (IOException e) {
            books.notWritten();
            throw new NotTakenException("The channel's books " + file + " can not be written: " + e, e);
        }
        ready(head);
    }

    @Override
    public void accept(List<LogEntry> batch) {
        boolean moreIsComing = batch.size() >= maxBatch();
        if (moreIsComing && readyAt.isBefore(Instant.MAX)) {
            readyAt = time.instant().plus(GATHER); // before the sender may see the first part
        }
        books.take(batch);
        ready(
                batch.get(batch.size() - 1).position(),
                moreIsComing ? time.instant().plus(GATHER) : Instant.EPOCH);
    }

    @Override
    public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) throws NotTakenException {
        if (gap.reason() == Gap.Reason.UNKNOWN_EPOCH) {
            replays = true;
            books.beginReplay();
        }
        books.bridge(gap, openAlerts, asOf, clock.instant());
        readUntil = asOf.sequence();
        readyAt = Instant.MAX;
        ready(gap.resumesAfter());
    }

    /** New settings, from the next message on. */
    public void use(Rules rules, Transport transport) {
        target = transport.target();
        problems = Stream.concat(rules.settings().wording().problems().stream(), transport.problems().stream())
                .toList();
        books.rules(rules);
        sender.use(new Target(rules.settings(), transport));
    }

    /**
     * Sends a message that an operator waits for.
     *
     * @return who confirmed it
     * @throws NotDeliveredException it was not confirmed
     */
    public Optional<String> send(Message message) throws NotDeliveredException, InterruptedException {
        Request request = new Request(message);
        sender.ask(request);
        try {
            Receipt receipt = request.outcome().get(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS);
            if (!receipt.refused().isEmpty()) {
                throw new NotDeliveredException("Channel " + id + ": refused by " + receipt.refused());
            }
            return receipt.recipient();
        } catch (ExecutionException e) {
            throw new NotDeliveredException(
                    "Channel " + id + ": " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            sender.withdraw(request);
            throw new NotDeliveredException("Channel " + id + " is busy with another message for longer than "
                    + LONGEST_ANSWER.toSeconds() + " s; see alert:channels");
        }
    }

    /** @param refused settings that do not hold */
    public ChannelStatus status(Optional<String> refused) {
        Fortune fortune = books.fortune();
        int due = books.due(clock.instant()).size();
        List<DeadLetter> deadLetters = new ArrayList<>(books.deadLetters());
        Collections.reverse(deadLetters);
        return new ChannelStatus(
                id.toString(),
                target,
                fortune.failure().isPresent() ? ChannelStatus.State.FAILING : ChannelStatus.State.WORKING,
                due,
                Math.max(0, books.owedCount() - due),
                fortune.lastDelivered(),
                fortune.failure(),
                fortune.failingSince(),
                sender.nextAttempt().map(this::byTheClock),
                Stream.concat(refused.stream(), problems.stream()).toList(),
                deadLetters,
                courier.counts());
    }

    /** Ends its threads; what it still has to tell is told by the next one of its name. */
    @Override
    public void close() {
        sender.close();
    }

    /** What it still has to tell is never told. */
    public void forget() {
        file.delete();
        failing.working(id);
    }

    /** Once: later the books know more than the file. */
    private void load() throws PositionUnavailableException {
        if (loaded) {
            return;
        }
        try {
            file.read().ifPresent(books::load);
        } catch (IOException e) {
            throw new PositionUnavailableException("The channel's books " + file + " can not be read: " + e, e);
        }
        loaded = true;
        Fortune fortune = books.fortune();
        boolean longFailing = fortune.failingSince()
                .filter(since -> !since.plus(Courier.FAILING_AFTER).isAfter(clock.instant()))
                .isPresent();
        if (longFailing) { // it was said, or should have been
            fortune.failure().ifPresent(why -> failing.failing(id, why));
        }
    }

    private Instant byTheClock(Instant steady) {
        return clock.instant().plus(Duration.between(time.instant(), steady));
    }

    private void ready(Position position) {
        ready(position, Instant.EPOCH);
    }

    private void ready(Position position, Instant when) {
        if (position.sequence() >= readUntil) {
            if (replays) {
                books.forgetWhatIsOver();
                replays = false;
            }
            readyAt = when;
        }
        sender.wake();
    }
}

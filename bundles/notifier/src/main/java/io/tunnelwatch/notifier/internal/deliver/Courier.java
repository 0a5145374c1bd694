package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.notifier.ChannelCounts;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport;
import io.tunnelwatch.settings.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is due to the other side, one message after the other, and records what became of it. A message that is
 * not confirmed is tried again until it is, or never will be. Belongs to the channel's thread.
 */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** Failures that pass by themselves, a greylisting or a restart, wake nobody. */
    private static final int FAILURES_THAT_COUNT = 3;

    static final Duration FAILING_AFTER = Duration.ofSeconds(30);

    /** After it gave up on a message, a channel is well when it has not done so again for this long. */
    private static final Duration CALM_AFTER = Duration.ofMinutes(10);

    /** Events in one append: small, so that it holds up nobody else's. */
    private static final int MOST_RECORDED_AT_ONCE = 200;

    private final ChannelId id;
    private final Books books;
    private final Supplier<Optional<AlertLog>> log;
    private final FailingChannels failing;
    private final InstantSource clock;
    private final InstantSource time;
    private final Records records;
    private final MessageCounter counter = new MessageCounter();
    private final Pace pace = new Pace();
    private final Attempt attempt = new Attempt(new SplittableRandom());
    private int refreshFailures;
    private boolean wasFailing;
    private boolean gaveUp;
    private Instant wellAt = Instant.EPOCH;

    /**
     * @param log empty while it is away
     * @param clock for what is recorded, and for rules that go by it
     * @param time for waits
     */
    Courier(
            ChannelId id,
            Books books,
            Supplier<Optional<AlertLog>> log,
            FailingChannels failing,
            InstantSource clock,
            InstantSource time) {
        this.id = id;
        this.books = books;
        this.log = log;
        this.failing = failing;
        this.clock = clock;
        this.time = time;
        this.records = new Records(id, clock);
    }

    /**
     * Sends one message, if there is one to send.
     *
     * @return when to ask again; a time that has passed for "at once", and the far future when nothing is due
     */
    Instant sendOne(Target target) throws InterruptedException {
        Instant now = time.instant();
        if (attempt.next().isAfter(now)) {
            return attempt.next();
        }
        List<AlertNotice> due = books.takeDue(clock.instant());
        if (attempt.message().filter(message -> !isDue(message, due)).isPresent()) {
            attempt.compose(); // somebody took it on, or it has to wait now
        }
        Optional<Message> again = attempt.message();
        Transport transport = target.transport();
        Step step = again.<Step>map(Step.Send::new)
                .orElseGet(() -> pace.next(
                        due,
                        transport.audience(),
                        transport.batch(),
                        target.settings().maxPerMinute(),
                        now));
        if (step instanceof Step.Send send) {
            send(send.message(), target);
            return attempt.next();
        }
        return step instanceof Step.Wait wait ? wait.until() : Instant.MAX;
    }

    /** Sends what an operator asked for, once. */
    void answer(Request request, Optional<Target> target) throws InterruptedException {
        try {
            Transport transport = target.orElseThrow(
                            () -> DeliveryException.permanent("The channel has no settings that hold", null))
                    .transport();
            Receipt receipt = transport.send(request.message());
            counter.sent();
            if (request.message().occasion() == Message.Occasion.RESENT) {
                books.happened(records.delivered(request.message(), receipt));
            }
            books.delivered(clock.instant());
            works();
            attempt.hurry();
            request.outcome().complete(receipt);
        } catch (InterruptedException e) {
            request.outcome().completeExceptionally(DeliveryException.temporary("The channel was closed meanwhile", e));
            throw e;
        } catch (DeliveryException | RuntimeException | Error e) {
            counter.failed();
            request.outcome().completeExceptionally(e);
        }
    }

    /** Tells a forgetful side again what is so. */
    void refresh(Target target) throws InterruptedException {
        try {
            target.transport().refresh(books.toldAndOpen());
            refreshFailures = 0;
            if (attempt.message().isEmpty() && books.fortune().failure().isPresent()) {
                books.recovered();
                works();
            }
        } catch (DeliveryException e) {
            refreshFailed(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("Channel {} has a defect", id, e);
            refreshFailed("a defect, see the log: " + e);
        }
    }

    private void refreshFailed(String why) {
        books.failed(clock.instant(), why);
        if (++refreshFailures >= FAILURES_THAT_COUNT) {
            failing.failing(id, why);
        }
    }

    /** When nothing failed for good for a while, the channel is well again. */
    void calmDown() {
        if (gaveUp
                && !wellAt.isAfter(time.instant())
                && books.fortune().failure().isEmpty()) {
            gaveUp = false;
            failing.working(id);
        }
    }

    /** The settings changed: what failed with the old ones is tried at once. */
    void hurry() {
        attempt.hurry();
    }

    /** What became of its messages, those too that an operator asked for. */
    ChannelCounts counts() {
        return counter.counts();
    }

    /** When the message that failed is tried again; empty while none did. */
    Optional<Instant> nextAttempt() {
        return attempt.message().map(message -> attempt.next());
    }

    /** Writes what happened into the log. What can not be written now stays to be. */
    void record() {
        List<AlertEvent> events = books.unrecorded(MOST_RECORDED_AT_ONCE);
        Optional<AlertLog> open = log.get();
        while (!events.isEmpty() && open.isPresent()) {
            try {
                open.get().append(events);
            } catch (AppendRefusedException e) {
                LOG.debug("What {} delivered is not in the log yet; it is recorded later", id, e);
                return;
            }
            books.recorded(events);
            events = books.unrecorded(MOST_RECORDED_AT_ONCE);
        }
    }

    private static boolean isDue(Message message, List<AlertNotice> due) {
        Set<String> keys = due.stream().map(AlertNotice::key).collect(Collectors.toSet());
        return message.notices().stream().map(AlertNotice::key).allMatch(keys::contains);
    }

    private void send(Message message, Target target) throws InterruptedException {
        books.trying(message.notices());
        try {
            Receipt receipt = target.transport().send(message);
            counter.sent();
            books.happened(records.delivered(message, receipt));
            attempt.done(true);
            if (target.transport().audience() == Transport.Audience.PEOPLE) {
                pace.sent(time.instant());
            }
            receipt.refused()
                    .forEach(
                            (who, why) -> LOG.error("Channel {}: {} will not get {}: {}", id, who, keys(message), why));
            books.delivered(clock.instant());
            works();
        } catch (DeliveryException e) {
            failed(message, target, e);
        } catch (RuntimeException | Error e) {
            LOG.error("Channel {} has a defect; the message is tried again", id, e);
            failed(message, target, DeliveryException.temporary("a defect, see the log: " + e, e));
        }
    }

    private void failed(Message message, Target target, DeliveryException why) throws InterruptedException {
        if (Thread.interrupted()) { // the channel ends, and took the connection along: nothing is known to have failed
            throw new InterruptedException();
        }
        counter.failed();
        Instant now = time.instant();
        boolean isFirst = attempt.message().filter(message::equals).isEmpty();
        String reason = String.valueOf(why.getMessage());
        attempt.failed(message, why, now);
        books.failed(clock.instant(), reason);
        wasFailing = true;
        boolean givenUp = attempt.hasLasted(target.settings().retryFor(), now);
        if (why.isPermanent() || givenUp) {
            String after = givenUp
                    ? " (tried for " + Durations.format(target.settings().retryFor()) + ")"
                    : "";
            counter.givenUp();
            LOG.error("Channel {} gives up on {}{}: {}", id, keys(message), after, reason);
            books.happened(records.failed(message, reason + after, true));
            attempt.done(false);
            gaveUp = true;
            wellAt = now.plus(CALM_AFTER);
            failing.failing(id, "it gave up on a notice: " + reason + ". See alert:channels, and alert:resend");
            return;
        }
        if (isFirst) {
            books.happened(records.failed(message, reason, false));
        }
        if (attempt.failures() == 1) {
            LOG.warn("Channel {}: {}. It is tried again with backoff", id, reason, why.getCause());
        }
        if (attempt.failures() >= FAILURES_THAT_COUNT && attempt.isFailingFor(FAILING_AFTER, now)) {
            failing.failing(id, reason);
        }
    }

    private void works() {
        if (wasFailing) {
            LOG.info("Channel {} delivers again", id);
            wasFailing = false;
        }
        if (!gaveUp) {
            failing.working(id);
        }
    }

    private static String keys(Message message) {
        return message.isDigest()
                ? message.notices().size() + " notices"
                : message.notices().stream().map(AlertNotice::key).findFirst().orElse("");
    }
}

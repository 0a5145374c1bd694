package io.tunnelwatch.wg.internal.outbox;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.OpenAlertsFold;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.StaleStateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one gateway's events into the log. What the log refuses is kept, bounded and in order, and offered first
 * next time; decisions are made on what is open in the log with what waits here folded on top, so nothing is decided
 * twice. Used by one thread at a time; {@link #pending} by any.
 */
public final class AlertOutbox {

    /** How many events wait at most. */
    public static final int MOST_PENDING = 10_000;

    /** How many events go into one append at most. */
    static final int MOST_IN_APPEND = 1_000;

    /** How often others may be first with the same alerts before the rest is left to the next poll. */
    private static final int TRIES = 5;

    private static final Logger LOG = LoggerFactory.getLogger(AlertOutbox.class);

    private final String gateway;
    private final Deque<List<AlertEvent>> waiting = new ArrayDeque<>();
    private OpenAlerts lastPicture = OpenAlerts.NONE;
    private boolean everSeen;
    private boolean refused;
    private boolean overflowing;
    private volatile int pending;

    /** @param gateway its name, as in its alerts */
    public AlertOutbox(String gateway) {
        this.gateway = gateway;
    }

    /** How many events wait. */
    public int pending() {
        return pending;
    }

    /**
     * Says what there is to say.
     *
     * @param log absent while its bundle is stopped or it is not open: then all waits
     * @param news events that are said once, whatever is open; each list stays together
     * @param decision what is to be said when this is open; asked again whenever somebody else was first
     * @param ended alerts that an operator resolved and whose trouble has ended since, so that it may be raised again
     */
    public void settle(
            Optional<AlertLog> log,
            List<List<AlertEvent>> news,
            Function<OpenAlerts, List<List<AlertEvent>>> decision,
            Set<UUID> ended) {
        keep(news);
        for (int tries = 0; tries < TRIES; tries++) {
            look(log, ended);
            keep(decision.apply(onTopOf(lastPicture)));
            if (log.isEmpty()) {
                refusedFor("the alert log is not there now, or could not be opened: see alert:log");
                return;
            }
            try {
                flush(log.get());
                // on this is decided while the log is away: it has to know what was said just now
                lastPicture = log.get().openAlerts();
                return;
            } catch (StaleStateException e) {
                LOG.debug("Gateway {}: somebody else was first, deciding again", gateway, e);
                lastPicture = log.get().openAlerts();
                dropWhatNoLongerFits();
            } catch (AppendRefusedException e) {
                refusedFor(e.getMessage());
                return;
            } finally {
                pending = count();
            }
        }
        dropBeyondBound();
        pending = count();
        LOG.warn(
                "Gateway {}: in {} tries somebody else was first with its alerts; the next poll decides again",
                gateway,
                TRIES);
    }

    private void look(Optional<AlertLog> log, Set<UUID> ended) {
        if (log.isEmpty()) {
            return;
        }
        lastPicture = log.get().openAlerts();
        if (!everSeen) {
            everSeen = true;
            // what waits was decided without knowing what operators have resolved, and which outage or flapping was
            // open
            waiting.removeIf(events -> events.stream()
                    .anyMatch(event -> event instanceof Raised raised
                            && (isSettledByOperator(raised.key(), ended) || isSpokenFor(raised.key(), ended))));
            dropWhatNoLongerFits();
        }
    }

    private boolean isSettledByOperator(AlertKey key, Set<UUID> ended) {
        return lastPicture.operatorResolutions().stream()
                .anyMatch(resolution -> resolution.key().equals(key) && !ended.contains(resolution.alertId()));
    }

    /** Whether it is about a lost peer for which an outage or its flapping may speak; the next decision tells. */
    private boolean isSpokenFor(AlertKey key, Set<UUID> ended) {
        if (key.kind() != AlertKind.PEER_DOWN) {
            return false;
        }
        AlertKey outage = AlertKey.ofGateway(AlertKind.GATEWAY_OUTAGE, gateway);
        AlertKey flapping = new AlertKey(AlertKind.PEER_FLAPPING, key.gateway(), key.interfaceName(), key.peerKey());
        return Stream.of(outage, flapping)
                .anyMatch(other -> lastPicture.find(other).isPresent() || isSettledByOperator(other, ended));
    }

    private OpenAlerts onTopOf(OpenAlerts picture) {
        if (waiting.isEmpty()) {
            return picture;
        }
        OpenAlertsFold fold = new OpenAlertsFold(picture);
        waiting.forEach(events -> events.forEach(fold::apply));
        return fold.picture();
    }

    private void keep(List<List<AlertEvent>> groups) {
        waiting.addAll(groups);
        pending = count();
    }

    /** Only what the log does not take has to be bounded: what it takes may be as much as there is to say. */
    private void dropBeyondBound() {
        int count = count();
        boolean dropped = count > MOST_PENDING;
        while (count > MOST_PENDING) {
            count -= waiting.removeLast().size();
        }
        if (dropped && !overflowing) {
            LOG.error(
                    "Gateway {}: {} events wait for the alert log, and no more are kept: what is wrong is decided again"
                            + " later, but peers that are added or removed now will not be reported",
                    gateway,
                    count);
        }
        overflowing |= dropped;
    }

    private int count() {
        return waiting.stream().mapToInt(List::size).sum();
    }

    private void flush(AlertLog log) throws AppendRefusedException {
        while (!waiting.isEmpty()) {
            List<AlertEvent> batch = new ArrayList<>();
            int groups = 0;
            for (List<AlertEvent> events : waiting) {
                if (groups > 0 && batch.size() + events.size() > MOST_IN_APPEND) {
                    break;
                }
                batch.addAll(events);
                groups++;
            }
            log.append(batch);
            for (int taken = 0; taken < groups; taken++) {
                waiting.remove();
            }
        }
        if (refused) {
            LOG.info("Gateway {}: the alert log takes events again, none waits", gateway);
        }
        refused = false;
        overflowing = false;
    }

    private void dropWhatNoLongerFits() {
        OpenAlertsFold fold = new OpenAlertsFold(lastPicture);
        waiting.removeIf(events -> {
            boolean fits = fold.objection(events).isEmpty();
            if (fits) {
                events.forEach(fold::apply);
            }
            return !fits;
        });
    }

    private void refusedFor(String reason) {
        dropBeyondBound();
        pending = count();
        if (!refused && pending > 0) {
            LOG.warn("Gateway {}: {} events wait until the alert log takes them: {}", gateway, pending, reason);
            refused = true;
        }
    }
}

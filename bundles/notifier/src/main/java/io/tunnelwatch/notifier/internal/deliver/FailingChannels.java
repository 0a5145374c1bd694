package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.SystemAlert;
import io.tunnelwatch.log.SystemAlert.Target;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.internal.ledger.Rules;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one alert about channels that fail. It is raised with the first of them, recurs with each further one, and ends
 * with the last. What could not be said, for the log was away, is said when {@link #say} is called next. Safe for any
 * number of threads.
 */
public final class FailingChannels {

    private static final Logger LOG = LoggerFactory.getLogger(FailingChannels.class);

    private final Supplier<Optional<AlertLog>> log;
    private final SystemAlert alert;
    private final Map<ChannelId, String> failing = new LinkedHashMap<>();

    /** As many as were failing when something was said last. */
    private Map<ChannelId, String> said = Map.of();

    private boolean unsaid;
    private boolean anyWorked;

    /** @param log empty while it is away */
    public FailingChannels(Supplier<Optional<AlertLog>> log, InstantSource clock) {
        this.log = log;
        this.alert = new SystemAlert(AlertKind.CHANNEL_FAILING, clock);
    }

    /** A channel does not deliver; saying it again is nothing. */
    synchronized void failing(ChannelId channel, String why) {
        if (failing.putIfAbsent(channel, why) == null) {
            unsaid = true;
            say();
        }
    }

    /** A channel delivers, or is gone for good. */
    synchronized void working(ChannelId channel) {
        if (failing.remove(channel) != null || !anyWorked) { // what is open from before a restart ends too
            anyWorked = true;
            unsaid = true;
            say();
        }
    }

    /** Says what has not been said yet. */
    synchronized void say() {
        Optional<AlertLog> target = log.get();
        if (unsaid && target.isPresent()) {
            try {
                say(Target.of(target.get()));
                said = Map.copyOf(failing);
                unsaid = false;
            } catch (AppendRefusedException e) {
                LOG.debug("It is not in the log yet that channels fail; it is said again", e);
            }
        }
    }

    private void say(Target target) throws AppendRefusedException {
        if (failing.isEmpty()) {
            alert.resolve(target, "every channel delivers again, or is gone");
        } else if (said.isEmpty()) {
            List<String> tags = failing.keySet().stream()
                    .map(channel -> Rules.CHANNEL_TAG + channel)
                    .toList();
            alert.raise(target, summary(), tags);
        } else if (!said.keySet().containsAll(failing.keySet())) {
            alert.recur(target, summary());
        }
    }

    private String summary() {
        return failing.entrySet().stream()
                .map(one -> "channel " + one.getKey() + " does not deliver: " + one.getValue())
                .collect(Collectors.joining("; "));
    }
}

package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.internal.ledger.Rules;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one alert about channels that fail. Its tags name those that failed when it was raised, for they do not tell it;
 * a further one is a recurrence, which the others tell. When one of its tags delivers again while others fail, the
 * alert is raised anew, so that this one tells of them. What could not be said, for the log was away, is said when
 * {@link #say} is called next. Safe for any number of threads.
 */
public final class FailingChannels {

    private static final Logger LOG = LoggerFactory.getLogger(FailingChannels.class);
    private static final AlertKey KEY = AlertKey.ofSystem(AlertKind.CHANNEL_FAILING);

    private final Supplier<Optional<AlertLog>> log;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private final Map<ChannelId, String> failing = new LinkedHashMap<>();

    /** Those of which the alert tells, as far as this knows. */
    private Set<ChannelId> said = Set.of();

    private boolean unsaid;
    private boolean anyWorked;

    /** @param log empty while it is away */
    public FailingChannels(Supplier<Optional<AlertLog>> log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
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
        if (!unsaid || target.isEmpty()) {
            return;
        }
        List<AlertEvent> events = events(target.get().openAlerts());
        try {
            if (!events.isEmpty()) {
                target.get().append(events);
            }
            said = Set.copyOf(failing.keySet());
            unsaid = false;
        } catch (AppendRefusedException e) {
            LOG.debug("It is not in the log yet that channels fail; it is said again", e);
        }
    }

    private List<AlertEvent> events(OpenAlerts open) {
        Optional<Alert> alert = open.find(KEY);
        boolean further = !said.containsAll(failing.keySet());
        if (failing.isEmpty()) {
            return alert.map(one -> List.of(resolved(one, "every channel delivers again, or is gone")))
                    .orElse(List.of());
        }
        if (alert.isEmpty()) { // an operator who resolved it knows of those that were said
            return further ? List.of(raised()) : List.of();
        }
        List<String> tags = alert.get().tags();
        if (tags().containsAll(tags) && (!further || alert.get().state() == AlertState.OPEN)) {
            return further && !tags.containsAll(tags()) ? List.of(recurred(alert.get())) : List.of();
        }
        List<AlertEvent> anew = new ArrayList<>();
        anew.add(resolved(alert.get(), "other channels fail now"));
        anew.add(raised());
        return anew;
    }

    private AlertEvent raised() {
        return new Raised(
                ids.next(),
                ids.next(),
                clock.instant(),
                KEY,
                KEY.kind().defaultSeverity(),
                Optional.empty(),
                summary(),
                tags());
    }

    private AlertEvent recurred(Alert alert) {
        return new Recurred(ids.next(), alert.id(), clock.instant(), summary());
    }

    private AlertEvent resolved(Alert alert, String reason) {
        return new Resolved(ids.next(), alert.id(), clock.instant(), Optional.empty(), reason);
    }

    private List<String> tags() {
        return failing.keySet().stream()
                .map(channel -> Rules.CHANNEL_TAG + channel)
                .toList();
    }

    private String summary() {
        return failing.entrySet().stream()
                .map(one -> Rules.failing(one.getKey()) + ": " + one.getValue())
                .collect(Collectors.joining("; "));
    }
}

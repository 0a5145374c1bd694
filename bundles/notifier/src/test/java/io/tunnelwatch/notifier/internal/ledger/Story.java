package io.tunnelwatch.notifier.internal.ledger;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.ChannelId;
import io.tunnelwatch.notifier.channel.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What happens to some peers, minute by minute, and what a channel makes of it. */
final class Story {

    static final ChannelId CHANNEL = new ChannelId("email", "noc");
    static final Instant T0 = Instant.parse("2026-11-26T12:00:00Z"); // a Thursday

    final List<AlertEvent> events = new ArrayList<>();
    private final Map<String, UUID> alerts = new HashMap<>();
    private final Map<String, UUID> silences = new HashMap<>();
    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(T0));
    final Ledger ledger;

    Story(String... settings) {
        this.ledger = new Ledger(new Rules(CHANNEL, Settings.of(settings)), LedgerPicture.NONE);
    }

    static Instant at(double minute) {
        return T0.plus(Duration.ofSeconds(Math.round(minute * 60)));
    }

    Story raised(double minute, String peer) {
        return raised(minute, peer, AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", "key-of-" + peer));
    }

    Story raised(double minute, String name, AlertKey key, String... tags) {
        UUID alert = ids.next();
        alerts.put(name, alert);
        return happened(new AlertEvent.Raised(
                ids.next(),
                alert,
                at(minute),
                key,
                Severity.WARNING,
                Optional.of(name),
                name + " is down",
                List.of(tags)));
    }

    Story recurred(double minute, String peer, String summary) {
        return happened(new AlertEvent.Recurred(ids.next(), alerts.get(peer), at(minute), summary));
    }

    Story resolved(double minute, String peer) {
        return happened(
                new AlertEvent.Resolved(ids.next(), alerts.get(peer), at(minute), Optional.empty(), peer + " is back"));
    }

    Story acknowledged(double minute, String peer) {
        return happened(
                new AlertEvent.Acknowledged(ids.next(), alerts.get(peer), at(minute), "anna", Optional.empty()));
    }

    Story unacknowledged(double minute, String peer) {
        return happened(
                new AlertEvent.Unacknowledged(ids.next(), alerts.get(peer), at(minute), "anna", Optional.empty()));
    }

    Story silenced(double minute, String peer, double until) {
        return silenced(minute, peer, at(minute), at(until), Optional.empty());
    }

    /** Silenced again and again, for an hour at a time. */
    Story silencedEvery(Repetition repetition, String peer) {
        Instant start = repetition.next(T0).orElseThrow();
        return silenced(0, peer, start, start.plus(Duration.ofHours(1)), Optional.of(repetition));
    }

    private Story silenced(double minute, String peer, Instant start, Instant end, Optional<Repetition> repetition) {
        UUID id = ids.next();
        silences.put(peer, id);
        return happened(new AlertEvent.Silenced(
                ids.next(),
                at(minute),
                new Silence(
                        id,
                        Optional.empty(),
                        Optional.of(peer),
                        Optional.empty(),
                        start,
                        end,
                        "anna",
                        Optional.empty(),
                        repetition)));
    }

    Story unsilenced(double minute, String peer) {
        return happened(
                new AlertEvent.Unsilenced(ids.next(), silences.get(peer), at(minute), "anna", Optional.empty()));
    }

    Story delivered(double minute, String peer, Notice notice) {
        return deliveredBy(CHANNEL.toString(), minute, peer, notice);
    }

    Story deliveredBy(String channel, double minute, String peer, Notice notice) {
        return delivered(channel, minute, alerts.get(peer), notice);
    }

    Story delivered(double minute, AlertNotice notice) {
        return delivered(CHANNEL.toString(), minute, notice.alert().id(), notice.notice());
    }

    Story gaveUp(double minute, String peer, Notice notice) {
        return gaveUp(minute, alerts.get(peer), notice);
    }

    Story gaveUp(double minute, AlertNotice notice) {
        return gaveUp(minute, notice.alert().id(), notice.notice());
    }

    private Story delivered(String channel, double minute, UUID alert, Notice notice) {
        AlertEvent event = new AlertEvent.Delivered(ids.next(), alert, at(minute), channel, notice, Optional.empty());
        return channel.equals(CHANNEL.toString()) ? cameAbout(event) : happened(event);
    }

    private Story gaveUp(double minute, UUID alert, Notice notice) {
        return cameAbout(new AlertEvent.DeliveryFailed(
                ids.next(), alert, at(minute), CHANNEL.toString(), notice, "550 no such user", true));
    }

    boolean isOpen(String peer) {
        return alerts.containsKey(peer)
                && events.stream()
                        .noneMatch(event -> event instanceof AlertEvent.Resolved resolved
                                && resolved.alertId().equals(alerts.get(peer)));
    }

    /** {@code RAISED alice}, in order. */
    List<String> due(double minute) {
        return notices(minute).stream()
                .map(notice -> notice.notice() + " " + notice.alert().peerName().orElse("?"))
                .toList();
    }

    List<AlertNotice> notices(double minute) {
        ledger.lookAtTheClock(at(minute));
        return ledger.due(at(minute));
    }

    /** All that is due was confirmed. */
    Story sendAll(double minute) {
        for (AlertNotice notice : notices(minute)) {
            delivered(minute, notice);
        }
        return this;
    }

    /** A delivery of the channel's own: it counts before the log brings it. */
    private Story cameAbout(AlertEvent event) {
        events.add(event);
        ledger.happened(event);
        return this;
    }

    private Story happened(AlertEvent event) {
        events.add(event);
        ledger.apply(event);
        return this;
    }
}

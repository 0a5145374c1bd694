package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.notifier.channel.AlertNotice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Notices to send. */
final class Notices {

    private static final Instant T0 = Instant.parse("2026-11-26T08:00:00Z");
    private static final TimeOrderedIds IDS = new TimeOrderedIds(InstantSource.fixed(T0));

    private Notices() {}

    static AlertNotice raised(String peerKey) {
        return raised(peerKey, "peer " + peerKey + " is down");
    }

    static AlertNotice raised(String peerKey, String summary) {
        Alert alert = AlertLifecycle.begin(new AlertEvent.Raised(
                IDS.next(),
                IDS.next(),
                T0,
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", peerKey),
                Severity.CRITICAL,
                Optional.of("alice"),
                summary,
                List.of("prod")));
        return new AlertNotice(alert, Notice.RAISED, 0, T0, Optional.empty());
    }

    static AlertNotice renotified(AlertNotice raised) {
        return new AlertNotice(raised.alert(), Notice.RENOTIFIED, 1, T0.plus(Duration.ofMinutes(15)), Optional.empty());
    }

    static AlertNotice resolved(AlertNotice raised) {
        Instant end = T0.plus(Duration.ofHours(1));
        Alert over = AlertLifecycle.apply(
                raised.alert(),
                new AlertEvent.Resolved(IDS.next(), raised.alert().id(), end, Optional.empty(), "it is back"));
        return new AlertNotice(over, Notice.RESOLVED, 0, end, Optional.of("it is back"));
    }
}

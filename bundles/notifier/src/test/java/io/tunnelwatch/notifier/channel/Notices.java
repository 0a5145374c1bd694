package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.TimeOrderedIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Notices to send in tests. */
public final class Notices {

    /** When all alerts of tests are raised. */
    public static final Instant T0 = Instant.parse("2026-11-26T08:00:00Z");

    private static final TimeOrderedIds IDS = new TimeOrderedIds(InstantSource.fixed(T0));

    private Notices() {}

    /** A peer was lost. */
    public static AlertNotice raised(String peer) {
        return raised(peer, "peer " + peer + " is down");
    }

    /** Whatever was raised of a peer. */
    public static AlertNotice raised(String peer, String summary) {
        return new AlertNotice(
                AlertLifecycle.begin(new AlertEvent.Raised(
                        IDS.next(),
                        IDS.next(),
                        T0,
                        AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", "wg0", "key-of-" + peer),
                        Severity.CRITICAL,
                        Optional.of(peer),
                        summary,
                        List.of("prod"))),
                Notice.RAISED,
                0,
                T0,
                Optional.empty());
    }

    /** The same alert, still open a quarter of an hour later. */
    public static AlertNotice renotified(AlertNotice raised, int number) {
        return new AlertNotice(
                raised.alert(), Notice.RENOTIFIED, number, T0.plus(Duration.ofMinutes(15L * number)), Optional.empty());
    }

    /** The same alert, over after an hour. */
    public static AlertNotice resolved(AlertNotice raised) {
        Instant end = T0.plus(Duration.ofHours(1));
        return new AlertNotice(
                AlertLifecycle.apply(
                        raised.alert(),
                        new AlertEvent.Resolved(IDS.next(), raised.alert().id(), end, Optional.empty(), "it is back")),
                Notice.RESOLVED,
                0,
                end,
                Optional.of("it is back"));
    }
}

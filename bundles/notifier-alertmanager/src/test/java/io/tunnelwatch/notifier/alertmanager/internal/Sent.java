package io.tunnelwatch.notifier.alertmanager.internal;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.notifier.channel.AlertNotice;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Notices to send. */
final class Sent {

    static final String PEER_KEY = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=";

    private static final TimeOrderedIds IDS = new TimeOrderedIds(InstantSource.system());

    private Sent() {}

    static AlertNotice raised(AlertKind kind, String peer, Instant at) {
        return raised(AlertKey.ofPeer(kind, "berlin", "wg0", PEER_KEY), Optional.of(peer), at);
    }

    static AlertNotice raised(AlertKey key, Optional<String> peer, Instant at) {
        return new AlertNotice(
                AlertLifecycle.begin(new AlertEvent.Raised(
                        IDS.next(),
                        IDS.next(),
                        at,
                        key,
                        Severity.CRITICAL,
                        peer,
                        "something is wrong with " + key.kind(),
                        peer.isPresent() ? List.of("lab", "prod") : List.of())),
                Notice.RAISED,
                0,
                at,
                Optional.empty());
    }

    static AlertNotice resolved(AlertNotice raised, Instant at) {
        return new AlertNotice(
                AlertLifecycle.apply(
                        AlertLifecycle.apply(
                                raised.alert(),
                                new AlertEvent.Recurred(
                                        IDS.next(), raised.alert().id(), at, "again")),
                        new AlertEvent.Resolved(
                                IDS.next(), raised.alert().id(), at, Optional.of("jane"), "it is back")),
                Notice.RESOLVED,
                0,
                at,
                Optional.of("it is back"));
    }
}

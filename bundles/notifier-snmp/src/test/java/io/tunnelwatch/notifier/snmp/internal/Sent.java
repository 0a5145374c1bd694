package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Messages to send, about an alert of a peer. */
record Sent(Severity severity, String gateway, String peer, String summary) {

    static final Instant T0 = Instant.parse("2026-11-26T08:00:00.123456789Z");
    static final String PEER_KEY = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=";

    private static final TimeOrderedIds IDS = new TimeOrderedIds(InstantSource.fixed(T0));

    static Sent of(String peer) {
        return new Sent(Severity.CRITICAL, "berlin", peer, "peer " + peer + " is down");
    }

    Message raised() {
        return Message.of(notice(Notice.RAISED, Optional.empty()));
    }

    Message resolved() {
        return Message.of(notice(Notice.RESOLVED, Optional.of("it is back")));
    }

    AlertNotice notice(Notice notice, Optional<String> reason) {
        return new AlertNotice(
                AlertLifecycle.begin(new AlertEvent.Raised(
                        IDS.next(),
                        IDS.next(),
                        T0,
                        AlertKey.ofPeer(AlertKind.PEER_DOWN, gateway, "wg0", PEER_KEY),
                        severity,
                        Optional.of(peer),
                        summary,
                        List.of("prod"))),
                notice,
                0,
                T0,
                reason);
    }
}

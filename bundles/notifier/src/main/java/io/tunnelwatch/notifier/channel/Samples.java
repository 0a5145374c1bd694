package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertLifecycle;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.TimeOrderedIds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Messages that tell nothing: for tests of a channel, and to try templates on. */
public final class Samples {

    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    /** One of each kind. */
    public static final List<Message> MESSAGES = messages();

    private Samples() {}

    /**
     * The message of a test.
     *
     * @param operator who asked for it
     */
    public static Message test(String operator, InstantSource clock) {
        TimeOrderedIds ids = new TimeOrderedIds(clock);
        Alert alert = AlertLifecycle.begin(new AlertEvent.Raised(
                ids.next(),
                ids.next(),
                clock.instant(),
                AlertKey.ofSystem(AlertKind.CHANNEL_FAILING),
                Severity.INFO,
                Optional.empty(),
                "This is a test that " + operator + " asked for: the channel works",
                List.of("test")));
        return new Message(
                List.of(new AlertNotice(alert, Notice.RAISED, 0, clock.instant(), Optional.empty())),
                Message.Occasion.TEST);
    }

    private static List<Message> messages() {
        AlertNotice ofPeer = notice(
                AlertKey.ofPeer(AlertKind.PEER_DOWN, "gateway", "wg0", KEY), Optional.of("peer"), Notice.RAISED, 0);
        AlertNotice again = notice(
                AlertKey.ofGateway(AlertKind.GATEWAY_UNREACHABLE, "gateway"), Optional.empty(), Notice.RENOTIFIED, 1);
        AlertNotice over = notice(AlertKey.ofSystem(AlertKind.STORE_DEGRADED), Optional.empty(), Notice.RESOLVED, 0);
        return List.of(
                Message.of(ofPeer),
                Message.of(again),
                Message.of(over),
                new Message(List.of(ofPeer, over), Message.Occasion.MORE_ALERTS),
                test("somebody", InstantSource.fixed(Instant.EPOCH)));
    }

    private static AlertNotice notice(AlertKey key, Optional<String> peerName, Notice notice, int number) {
        TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(Instant.EPOCH));
        Alert alert = AlertLifecycle.begin(new AlertEvent.Raised(
                ids.next(),
                ids.next(),
                Instant.EPOCH,
                key,
                key.kind().defaultSeverity(),
                peerName,
                "what is wrong",
                List.of("tag")));
        Optional<String> reason = notice == Notice.RESOLVED ? Optional.of("it is well again") : Optional.empty();
        return new AlertNotice(alert, notice, number, Instant.EPOCH, reason);
    }
}

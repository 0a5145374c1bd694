package io.tunnelwatch.wg.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.wg.internal.testing.FoldedLog;
import io.tunnelwatch.wg.internal.testing.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertOutboxTest {

    private final FoldedLog log = new FoldedLog();
    private final AlertOutbox outbox = new AlertOutbox("berlin");

    @Test
    void whatWaitsIsBoundedAndKeepsItsOrder() {
        log.full(true);
        List<UUID> told = new ArrayList<>();
        for (int poll = 0; poll < 60; poll++) {
            List<List<AlertEvent>> many = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                many.add(news("peer" + poll + "." + i));
                told.add(many.get(i).get(0).id());
            }
            settle(many);
        }
        assertThat(outbox.pending()).isEqualTo(AlertOutbox.MOST_PENDING);
        log.full(false);
        settle(List.of());
        assertThat(outbox.pending()).isZero();
        assertThat(log.raised(AlertKind.PEER_ADDED)).extracting(Raised::id).isEqualTo(told.subList(0, 5_000));
        assertThat(log.appends()).allMatch(size -> size == AlertOutbox.MOST_IN_APPEND);
    }

    @Test
    void whatTheLogTakesMayBeMoreThanWhatMayWait() {
        List<List<AlertEvent>> lost = new ArrayList<>();
        for (int i = 0; i < AlertOutbox.MOST_PENDING + 500; i++) {
            lost.add(List.of(raised("peer" + i)));
        }
        outbox.settle(Optional.of(log), List.of(), picture -> lost, Set.of());
        assertThat(log.raised(AlertKind.PEER_ADDED)).hasSize(lost.size());
        assertThat(outbox.pending()).isZero();
    }

    @Test
    void whatReachedTheLogThoughTheLogCouldNotSaySoIsNotSaidAgain() throws Exception {
        List<AlertEvent> events = List.of(raised("ada"));
        log.full(true);
        outbox.settle(Optional.of(log), List.of(events), picture -> List.of(), Set.of());
        log.full(false);
        log.append(events);
        settle(List.of(news("bob")));
        assertThat(log.raised(AlertKind.PEER_ADDED)).hasSize(2);
        assertThat(outbox.pending()).isZero();
    }

    @Test
    void aDecisionSeesWhatWaits() {
        log.full(true);
        settle(List.of(List.of(raised("ada"))));
        List<OpenAlerts> seen = new ArrayList<>();
        outbox.settle(
                Optional.of(log),
                List.of(),
                picture -> {
                    seen.add(picture);
                    return List.of();
                },
                Set.of());
        assertThat(seen.get(0).alerts()).hasSize(1);
    }

    @Test
    void whoIsAlwaysSecondGivesUpUntilTheNextPoll() {
        outbox.settle(
                Optional.of(log),
                List.of(),
                picture -> List.of(
                        List.of(new Resolved(UUID.randomUUID(), UUID.randomUUID(), Time.NOON, Optional.empty(), "?"))),
                Set.of());
        assertThat(log.events()).isEmpty();
        assertThat(outbox.pending()).isZero();
    }

    @Test
    void whatWasSaidLastIsKnownWhenTheLogGoesAwayRightAfterIt() {
        settle(List.of(List.of(raised("ada"))));
        List<OpenAlerts> seen = new ArrayList<>();
        outbox.settle(
                Optional.empty(),
                List.of(),
                picture -> {
                    seen.add(picture);
                    return List.of();
                },
                Set.of());
        assertThat(seen.get(0).alerts()).hasSize(1);
    }

    private void settle(List<List<AlertEvent>> news) {
        outbox.settle(Optional.of(log), news, picture -> List.of(), Set.of());
    }

    private static List<AlertEvent> news(String peer) {
        Raised raised = raised(peer);
        return List.of(
                raised, new Resolved(UUID.randomUUID(), raised.alertId(), Time.NOON, Optional.empty(), "no time"));
    }

    private static Raised raised(String peer) {
        return new Raised(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Time.NOON,
                AlertKey.ofPeer(AlertKind.PEER_ADDED, "berlin", "wg0", peer),
                Severity.INFO,
                Optional.of(peer),
                peer + " was added",
                List.of());
    }
}

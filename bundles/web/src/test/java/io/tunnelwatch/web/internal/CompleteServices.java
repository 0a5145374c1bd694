package io.tunnelwatch.web.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.AlertStatistics.GatewayAvailability;
import io.tunnelwatch.history.AlertStatistics.OfDay;
import io.tunnelwatch.history.AlertStatistics.OfGateway;
import io.tunnelwatch.history.AlertStatistics.OfKind;
import io.tunnelwatch.history.Availability;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.PeerAvailability;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.StoreCounts;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.history.StoreStatus;
import io.tunnelwatch.history.Strips;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.AppendError;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.LogStatus.MissingRange;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.notifier.ChannelCounts;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.DeadLetter;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Fills services so that in what they say nothing is absent. */
final class CompleteServices {

    private static final Instant NOON = Samples.NOON;
    private static final Position HERE = new Position(Samples.EPOCH, 41);
    private static final String HISTORY = "alert-store";

    private CompleteServices() {}

    /** Alerts 1 and 2 are open; 3 has been acknowledged, silenced and resolved, as 4 has been resolved. */
    static void fill(MemoryServices services) {
        services.memoryHistory.alerts.add(ended());
        services.memoryHistory.alerts.add(Samples.alert(4, AlertState.RESOLVED, "laptop-4"));
        services.memoryHistory.timeline.add(timeLineEntry());
        services.memoryHistory.deliveries.add(
                new Delivery(Samples.id(1), "email.noc", Notice.RAISED, NOON, Optional.of("550 no such user"), true));
        services.memoryHistory.status = Optional.of(store());
        services.memoryHistory.statistics = Optional.of(statistics());
        Strips.Segment down = new Strips.Segment(Strips.State.DOWN, NOON.minusSeconds(90), NOON);
        services.memoryHistory.strips.add(
                new Strips.Strip(Optional.of("wg0"), Optional.of("laptop-1KEY"), List.of(down)));
        services.memoryLog.status = Optional.of(log());
        services.memoryLog.open(
                Samples.alert(1, AlertState.OPEN, "laptop-1"), Samples.alert(2, AlertState.OPEN, "laptop-2"));
        MemoryProbe probe = new MemoryProbe();
        probe.problem = Optional.of("wg failed: give it CAP_NET_ADMIN");
        probe.peers.add(peer());
        services.probe = Optional.of(probe);
        MemoryNotifier notifier = new MemoryNotifier();
        notifier.channels.add(channel());
        services.notifier = Optional.of(notifier);
    }

    private static Alert ended() {
        Alert alert = Samples.alert(3, AlertState.RESOLVED, "laptop-3");
        return new Alert(
                alert.id(),
                alert.key(),
                alert.severity(),
                alert.state(),
                alert.peerName(),
                alert.summary(),
                List.of("vip"),
                3,
                alert.raisedAt(),
                alert.lastSeenAt(),
                Optional.of(NOON),
                Optional.of("max"),
                alert.resolvedAt(),
                alert.resolvedBy(),
                Optional.of(NOON.plusSeconds(3600)));
    }

    private static LogEntry timeLineEntry() {
        AlertEvent event = new AlertEvent.Acknowledged(
                UUID.fromString("0199a4b2-1000-7000-8000-00000000002a"),
                Samples.id(1),
                NOON,
                "max",
                Optional.of("on it"));
        return new LogEntry.Known(HERE, EventJson.write(event), event);
    }

    private static StoreStatus store() {
        return new StoreStatus(
                new StoreHealth(
                        StoreHealth.State.READONLY, NOON, Optional.of("attempt to write"), Optional.of("chmod u+w")),
                // any file that is there: its size is asked for
                Optional.of("jdbc:sqlite:" + Path.of("pom.xml").toAbsolutePath()),
                Optional.of(7),
                Optional.of(HERE),
                Map.of("journal_mode", "truncate"),
                Optional.of(new StoreStatus.PoolUse(1, 2, 8)),
                Optional.of(new StoreStatus.Fault(StoreHealth.State.LOCKED, NOON, "database is locked")),
                Optional.of(new StoreStatus.Recovery(StoreHealth.State.LOCKED, NOON, "waited")),
                Optional.of(new Backup(Path.of("/backups/a.db"), NOON, 4096, 12, Optional.of(HERE))),
                Optional.of("no room in /backups"),
                List.of(new Quarantined(
                        Path.of("/quarantine/a.db"),
                        NOON,
                        "malformed",
                        true,
                        Optional.of(new Quarantined.Outcome(
                                9, 1, 2, Optional.of(NOON), Optional.of(NOON), Optional.of("of the log"))),
                        Optional.of("unreadable in part"))),
                Optional.of(4096L),
                new StoreStatus.Retention(
                        Optional.of(90),
                        Optional.of(1_000_000L),
                        Optional.of(new StoreStatus.Retired(NOON, 5, 10, 4096)),
                        Optional.of("locked")),
                StoreCounts.NONE);
    }

    private static AlertStatistics statistics() {
        Availability availability = new Availability(
                Duration.ofDays(7), Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofMinutes(1));
        return new AlertStatistics(
                NOON.minus(Duration.ofDays(7)),
                NOON,
                NOON.minus(Duration.ofDays(6)),
                3,
                List.of(new OfKind(AlertKind.PEER_DOWN, 3)),
                List.of(new OfGateway("berlin", 3)),
                1,
                Optional.of(Duration.ofMinutes(2)),
                2,
                Optional.of(Duration.ofMinutes(20)),
                List.of(new OfDay(LocalDate.parse("2026-11-22"), 3)),
                List.of(new PeerAvailability(
                        Optional.of("berlin"), Optional.of("wg0"), "KEY", Optional.of("laptop-1"), 3, availability)),
                List.of(new GatewayAvailability("berlin", Optional.of("wg0"), availability)));
    }

    private static LogStatus log() {
        return new LogStatus(
                Samples.EPOCH,
                Path.of("/karaf/data/tunnelwatch/log"),
                Samples.EPOCH,
                3_407_872,
                268_435_456,
                2,
                1,
                41,
                false,
                Optional.of(new AppendError(NOON, "no space left on device")),
                List.of(new MissingRange(7, 9)),
                List.of(new ConsumerStatus(
                        HISTORY, ConsumerState.RETRYING, Optional.of(HERE), 3, Optional.of("database is locked"))),
                AppendCounts.NONE);
    }

    private static PeerStatus peer() {
        return new PeerStatus(
                "berlin",
                "wg0",
                "laptop-3KEY",
                "laptop-3",
                Verdict.IDLE,
                NOON,
                Optional.of(NOON),
                Optional.of(Duration.ofMinutes(9)),
                Optional.of("198.51.100.7:51820"),
                List.of("10.0.0.3/32"),
                1,
                2,
                Optional.of("25"),
                Expectation.AUTO);
    }

    private static ChannelStatus channel() {
        return new ChannelStatus(
                "email.noc",
                "noc@example.org",
                ChannelStatus.State.FAILING,
                2,
                1,
                Optional.of(NOON),
                Optional.of("connection refused"),
                Optional.of(NOON),
                Optional.of(NOON.plusSeconds(60)),
                List.of("a password in plain text"),
                List.of(new DeadLetter(Samples.id(1), Notice.RAISED, NOON, "550 no such user")),
                new ChannelCounts(7, 2, 1));
    }
}

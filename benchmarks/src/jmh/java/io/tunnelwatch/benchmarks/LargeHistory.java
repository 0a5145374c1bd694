package io.tunnelwatch.benchmarks;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.itests.parts.FullTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A year of alerts of 10,000 peers on 50 gateways, the same each time; of the last 20, 15 are open and 5 acknowledged.
 * It stays on the disk for later runs: making one of 1,000,000 takes minutes.
 */
final class LargeHistory {

    static final Instant END = Instant.parse("2026-11-01T00:00:00Z");

    private static final Duration SPAN = Duration.ofDays(365);
    private static final int OPEN = 20;
    private static final int ROWS_PER_COMMIT = 10_000;

    private LargeHistory() {}

    /** The file of it. */
    static Path file(int alerts) throws Exception {
        Path file = BenchData.kept("history").resolve(alerts + ".db");
        if (Files.notExists(file)) {
            make(file, alerts);
        }
        return file;
    }

    private static void make(Path file, int alerts) throws Exception {
        Path half = BenchData.empty("history-half").resolve("alerts.db");
        OpenHistory.make(half);
        try (PlainRows rows = new PlainRows(OpenHistory.plain(half))) {
            SplittableRandom random = new SplittableRandom(20261125);
            SampleEvents events = new SampleEvents();
            for (int number = 0; number < alerts; number++) {
                Instant at = END.minus(SPAN).plus(SPAN.multipliedBy(number).dividedBy(alerts));
                Raised raised = alert(events.raised(), at, random);
                rows.alert(
                        raised,
                        number + 1L,
                        number < alerts - OPEN ? Optional.of(at.plusSeconds(90)) : Optional.empty());
                if (number % ROWS_PER_COMMIT == 0) {
                    rows.flush();
                }
            }
            rows.acknowledgeEach(4);
            rows.flush();
        }
        FullTexts.takeInAll(half);
        move(half, file);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Raised alert(Raised sample, Instant at, SplittableRandom random) {
        int peer = random.nextInt(10_000);
        AlertKind kind = kind(random.nextInt(1_000));
        String gateway = SampleEvents.gateway(peer);
        String name = SampleEvents.peerName(peer);
        return new Raised(
                sample.id(),
                sample.alertId(),
                at,
                AlertKey.ofPeer(kind, gateway, "wg0", SampleEvents.publicKey(peer)),
                kind.defaultSeverity(),
                Optional.of(name),
                "Peer " + name + " (wg0 on " + gateway + ") is down: no handshake for " + random.nextInt(3, 10)
                        + " min " + random.nextInt(60) + " s",
                List.of());
    }

    /** Most are peers that were lost; a gateway that could not be read is one in a thousand. */
    private static AlertKind kind(int permille) {
        if (permille < 850) {
            return AlertKind.PEER_DOWN;
        }
        if (permille < 940) {
            return AlertKind.PEER_ADDED;
        }
        if (permille < 999) {
            return AlertKind.PEER_REMOVED;
        }
        return AlertKind.GATEWAY_UNREACHABLE;
    }
}

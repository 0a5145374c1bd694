package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import io.tunnelwatch.wg.internal.testing.Dumps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever happens to a gateway: who is DOWN has an alert, and but one; and when all is well, none is left. */
class OutageProperties {

    private static final int STEPS = 60;
    private static final AlertKey OUTAGE = AlertKey.ofGateway(AlertKind.GATEWAY_OUTAGE, "berlin");

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void whoIsDownIsSpokenForOnce(@ForAll long seed) throws IOException {
        Path directory = Files.createTempDirectory("outage");
        try {
            Story story = new Story(directory, new Random(seed));
            for (int step = 0; step < STEPS; step++) {
                story.step();
            }
            story.allIsWell();
        } finally {
            Files.deleteIfExists(directory.resolve("berlin.tsv"));
            Files.delete(directory);
        }
    }

    /** What happens to a gateway of ten peers on two interfaces, at random. */
    private static final class Story {

        private final Random random;
        private final Berlin berlin;
        private final Map<String, Instant> handshakes = new TreeMap<>();
        private final Set<AlertKey> settled = new HashSet<>();
        private boolean uplink = true;
        private int percent = 50;
        private Map<AlertKey, Verdict> before = Map.of();

        Story(Path directory, Random random) {
            this.random = random;
            this.berlin = new Berlin(directory);
            berlin.settings = Dumps.settings(Expectation.ALWAYS);
            for (int number = 0; number < 10; number++) {
                handshakes.put((number < 7 ? "wg0 " : "wg1 ") + number, berlin.time.instant());
            }
        }

        void step() {
            switch (random.nextInt(16)) {
                case 0, 1 -> uplink = !uplink;
                case 2 -> berlin.kill();
                case 3 -> berlin.fails(random.nextInt(60));
                case 4 -> operatorResolves();
                case 5 -> settings();
                case 6 -> berlin.log.full(true);
                case 7 -> berlin.logService = Optional.empty();
                case 8 -> without("wg1");
                case 9 -> handshakes.remove("wg0 " + random.nextInt(7));
                case 10 -> handshakes.putIfAbsent("wg0 " + random.nextInt(7), berlin.time.instant());
                default -> {
                    berlin.log.full(false);
                    berlin.logService = Optional.of(berlin.log);
                }
            }
            liveAndPoll();
        }

        /** Everybody comes back, and nothing is left. */
        void allIsWell() {
            berlin.log.full(false);
            berlin.logService = Optional.of(berlin.log);
            uplink = true;
            handshakes.replaceAll(
                    (peer, handshake) -> berlin.time.passSeconds(1).instant());
            poll();
            assertThat(berlin.log.openAlerts().alerts())
                    .extracting(alert -> alert.key().kind())
                    .as("but peers that have to be steady for a while")
                    .allMatch(AlertKind.PEER_FLAPPING::equals);
            Duration steady = berlin.settings.limits().flaps().window();
            for (long seconds = 0; seconds <= steady.toSeconds(); seconds += 100) {
                berlin.time.passSeconds(100);
                handshakes.replaceAll((peer, handshake) -> berlin.time.instant());
                poll();
            }
            assertThat(berlin.log.openAlerts().alerts()).isEmpty();
        }

        private void liveAndPoll() {
            berlin.time.passSeconds(10 + random.nextInt(100));
            handshakes.replaceAll((peer, handshake) -> {
                boolean there = uplink ? random.nextInt(10) > 0 : random.nextInt(20) == 0;
                return there ? berlin.time.instant() : handshake;
            });
            poll();
        }

        private void poll() {
            OpenAlerts picture = berlin.log.openAlerts();
            read(List.of("wg0", "wg1"));
            if (berlin.logService.isPresent() && berlin.outbox.pending() == 0) {
                check(picture);
                if (verdicts().values().stream().noneMatch(Verdict.DOWN::equals)) {
                    settled.remove(OUTAGE);
                }
            }
            before = verdicts();
        }

        private void without(String missing) {
            List<String> others = new ArrayList<>(List.of("wg0", "wg1"));
            others.remove(missing);
            berlin.time.passSeconds(random.nextInt(200));
            read(others);
        }

        private void read(List<String> interfaces) {
            DumpPeer[] peers = handshakes.entrySet().stream()
                    .filter(peer -> interfaces.contains(peer.getKey().substring(0, 3)))
                    .map(peer -> peer(
                            peer.getKey().substring(0, 3),
                            peer.getKey().substring(4),
                            Optional.of(peer.getValue()),
                            false))
                    .toArray(DumpPeer[]::new);
            berlin.reads(0, Dumps.reading(interfaces, peers));
            if (berlin.logService.isPresent()) {
                verdicts().forEach((key, verdict) -> {
                    if (verdict == Verdict.UP || verdict == Verdict.IDLE && isRoaming()) {
                        settled.remove(key);
                    }
                });
            }
        }

        private void check(OpenAlerts earlier) {
            OpenAlerts now = berlin.log.openAlerts();
            Optional<Alert> outage = now.find(OUTAGE);
            boolean operatorSettledIt = settled.contains(OUTAGE) && now.isResolvedByOperator(OUTAGE);
            verdicts().forEach((key, verdict) -> {
                Optional<Alert> own = now.find(key);
                AlertKey flapping = flappingOf(key);
                boolean flapSpeaks = now.find(flapping).isPresent()
                        || settled.contains(flapping) && now.isResolvedByOperator(flapping);
                assertThat(own.isPresent() && now.find(flapping).isPresent())
                        .as("%s is said twice", key)
                        .isFalse();
                if (verdict == Verdict.DOWN) {
                    boolean ownSettled = settled.contains(key) && now.isResolvedByOperator(key);
                    assertThat(own.isPresent() || ownSettled || flapSpeaks || outage.isPresent() || operatorSettledIt)
                            .as("%s is spoken for", key)
                            .isTrue();
                    if (percent == 0) {
                        assertThat(outage).isEmpty();
                        assertThat(own.isPresent() || ownSettled || flapSpeaks)
                                .as("%s", key)
                                .isTrue();
                    }
                    if (outage.isPresent() && earlier.find(key).isEmpty() && before.get(key) != Verdict.DOWN) {
                        boolean lostBeforeIt = own.isPresent() && outageIsNew(earlier);
                        assertThat(own.isEmpty() || lostBeforeIt)
                                .as("%s, in %s", key, outage)
                                .isTrue();
                    }
                    if (own.isPresent() && outage.isPresent()) {
                        assertThat(own.get().raisedAt())
                                .isBeforeOrEqualTo(outage.get().lastSeenAt());
                    }
                } else if (verdict == Verdict.UP) {
                    assertThat(own).isEmpty();
                }
            });
        }

        private static boolean outageIsNew(OpenAlerts earlier) {
            return earlier.find(OUTAGE).isEmpty();
        }

        private void operatorResolves() {
            List<Alert> open = berlin.log.openAlerts().alerts();
            if (!open.isEmpty()) {
                Alert alert = open.get(random.nextInt(open.size()));
                berlin.log.resolveByOperator(alert.id(), berlin.time.instant());
                settled.add(alert.key());
            }
        }

        private void settings() {
            percent = List.of(0, 1, 30, 50, 100).get(random.nextInt(5));
            Expectation expect = Expectation.values()[random.nextInt(3)];
            ChangeLimit flaps = new ChangeLimit(List.of(0, 3, 4, 6).get(random.nextInt(4)), Duration.ofMinutes(20));
            berlin.settings = Dumps.limits(
                    Dumps.outages(Dumps.settings(expect), percent, Duration.ofSeconds(180)),
                    new PeerLimits(flaps, Dumps.LIMITS.moves(), Dumps.LIMITS.oneWayAfter()));
        }

        private boolean isRoaming() {
            return berlin.settings.expect() == Expectation.ROAMING;
        }

        private Map<AlertKey, Verdict> verdicts() {
            Map<AlertKey, Verdict> verdicts = new HashMap<>();
            berlin.view.peerStatuses(berlin.time.now()).forEach(peer -> verdicts.put(keyOf(peer), peer.verdict()));
            return verdicts;
        }

        private static AlertKey flappingOf(AlertKey down) {
            return new AlertKey(AlertKind.PEER_FLAPPING, down.gateway(), down.interfaceName(), down.peerKey());
        }

        private static AlertKey keyOf(PeerStatus peer) {
            return AlertKey.ofPeer(AlertKind.PEER_DOWN, "berlin", peer.interfaceName(), peer.publicKey());
        }
    }
}

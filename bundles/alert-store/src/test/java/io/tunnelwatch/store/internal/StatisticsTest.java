package io.tunnelwatch.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.AlertStatistics.OfDay;
import io.tunnelwatch.history.AlertStatistics.OfGateway;
import io.tunnelwatch.history.AlertStatistics.OfKind;
import io.tunnelwatch.history.Availability;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.history.PeerAvailability;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.history.StripRequest;
import io.tunnelwatch.history.Strips;
import io.tunnelwatch.history.Strips.Segment;
import io.tunnelwatch.history.Strips.State;
import io.tunnelwatch.history.Strips.Strip;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.project.HistoryConsumer;
import io.tunnelwatch.store.internal.query.AlertPages;
import io.tunnelwatch.store.internal.query.AlertRows;
import io.tunnelwatch.store.internal.query.OutOfTimeException;
import io.tunnelwatch.store.internal.query.Reading;
import io.tunnelwatch.store.internal.statistics.StatisticsQuery;
import io.tunnelwatch.store.internal.statistics.StripsQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsTest {

    private static final Instant FROM = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofHours(100));
    private static final List<String> GATEWAYS = List.of("berlin", "tokyo");
    private static final List<String> INTERFACES = List.of("wg0", "wg1");

    @TempDir
    Path directory;

    private final Random random = new Random(6);
    private final TestEvents log = new TestEvents();
    private TestDatabase database;
    private HistoryConsumer consumer;

    @BeforeEach
    void open() throws Exception {
        database = new TestDatabase(directory.resolve("alerts.db"));
        consumer = TestStore.consumer(database, new HealthMonitor(InstantSource.system()));
        consumer.position();
        database.change("UPDATE schema_version SET applied_at = '2026-11-01T00:00:00.000000000Z'");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void alertsAreCountedByKindGatewayDayAndPeer() throws Exception {
        put(AlertKind.PEER_DOWN, "berlin", "wg0", "ada", 1, 2);
        put(AlertKind.PEER_DOWN, "berlin", "wg0", "ada", 3, 4);
        put(AlertKind.PEER_DOWN, "tokyo", "wg0", "bob", 15, 16);
        put(AlertKind.PEER_ADDED, "tokyo", "wg0", "eve", 15, 15);
        put(AlertKind.PEER_DOWN, "tokyo", "wg0", "bob", -2, -1);
        put(AlertKind.PEER_DOWN, "tokyo", "wg0", "bob", 100, 101);

        AlertStatistics statistics = statistics(StatisticsRequest.of(FROM, TO));

        assertThat(statistics.alerts()).isEqualTo(4);
        assertThat(statistics.byKind())
                .containsExactly(new OfKind(AlertKind.PEER_DOWN, 3), new OfKind(AlertKind.PEER_ADDED, 1));
        assertThat(statistics.byGateway()).containsExactly(new OfGateway("berlin", 2), new OfGateway("tokyo", 2));
        assertThat(statistics.perDay())
                .containsExactly(
                        new OfDay(LocalDate.parse("2026-11-20"), 2),
                        new OfDay(LocalDate.parse("2026-11-21"), 2),
                        new OfDay(LocalDate.parse("2026-11-22"), 0),
                        new OfDay(LocalDate.parse("2026-11-23"), 0),
                        new OfDay(LocalDate.parse("2026-11-24"), 0));
        assertThat(statistics.peers())
                .extracting(peer -> peer.peerName().orElseThrow() + " " + peer.alerts())
                .containsExactly("ada 2", "bob 1", "eve 1");
    }

    @Test
    void meanTimesAreThoseOfWhatIsAcknowledgedAndOver() throws Exception {
        Raised first = raised(AlertKind.PEER_DOWN, "berlin", "wg0", "ada", 1);
        Raised other = raised(AlertKind.PEER_DOWN, "berlin", "wg0", "bob", 1);
        Raised given = raised(AlertKind.PEER_DOWN, "berlin", "wg0", "eve", 1);
        consumer.accept(log.append(
                first,
                other,
                given,
                acknowledged(first, 2),
                acknowledged(given, 2),
                new Unacknowledged(log.id(), given.alertId(), at(3), "karaf", Optional.empty()),
                resolved(first, 3),
                resolved(other, 5)));
        put(AlertKind.PEER_ADDED, "berlin", "wg0", "new", 1, 1);

        AlertStatistics statistics = statistics(StatisticsRequest.of(FROM, TO));

        assertThat(statistics.acknowledged()).isEqualTo(1);
        assertThat(statistics.meanTimeToAcknowledge()).contains(Duration.ofHours(1));
        assertThat(statistics.resolved()).isEqualTo(2);
        assertThat(statistics.meanTimeToResolve()).contains(Duration.ofHours(3));
    }

    @Test
    void whatWasOpenAtTheBeginningCountsFromThereOn() throws Exception {
        put(AlertKind.PEER_DOWN, "berlin", "wg0", "over", -400, 25);
        put(AlertKind.PEER_DOWN, "berlin", "wg0", "sameDay", -1, 25);
        consumer.accept(log.append(raised(AlertKind.PEER_DOWN, "berlin", "wg0", "open", -400)));
        put(AlertKind.PEER_DOWN, "berlin", "wg0", "before", -400, -1);

        AlertStatistics statistics = statistics(StatisticsRequest.of(FROM, TO));

        assertThat(statistics.alerts()).isZero();
        assertThat(statistics.peers())
                .extracting(peer -> peer.peerName().orElseThrow() + " "
                        + peer.availability().percent().orElseThrow())
                .containsExactly("open 0.0", "over 75.0", "sameDay 75.0");
    }

    @Test
    void anOutageCountsForAllPeersAndWhatIsUnknownForNone() throws Exception {
        put(AlertKind.GATEWAY_OUTAGE, "berlin", "", "", 10, 30);
        put(AlertKind.GATEWAY_UNREACHABLE, "berlin", "", "", 20, 40);
        put(AlertKind.INTERFACE_DOWN, "berlin", "wg1", "", 50, 60);
        put(AlertKind.PEER_DOWN, "berlin", "wg0", "ada", 5, 25);
        put(AlertKind.PEER_ONE_WAY, "berlin", "wg1", "bob", 1, 90);

        AlertStatistics statistics = statistics(StatisticsRequest.of(FROM, TO));

        assertThat(statistics.peers())
                .extracting(PeerAvailability::availability)
                .containsExactly(availability(100, 15, 10, 20), availability(100, 10, 10, 30));
        assertThat(statistics.ofQuietPeer("berlin", "wg0")).isEqualTo(availability(100, 10, 10, 20));
        assertThat(statistics.ofQuietPeer("berlin", "wg1")).isEqualTo(availability(100, 10, 10, 30));
        assertThat(statistics.ofQuietPeer("tokyo", "wg0")).isEqualTo(availability(100, 0, 0, 0));
    }

    @Test
    void nothingIsKnownOfAPeerThatIsNotConfigured() throws Exception {
        put(AlertKind.PEER_ADDED, "berlin", "wg0", "ada", 10, 10);
        put(AlertKind.PEER_DOWN, "berlin", "wg0", "ada", 20, 30);
        put(AlertKind.PEER_REMOVED, "berlin", "wg0", "ada", 30, 30);
        put(AlertKind.PEER_ADDED, "berlin", "wg0", "ada", 60, 60);
        put(AlertKind.PEER_REMOVED, "berlin", "wg0", "ada", 70, 70);

        assertThat(statistics(StatisticsRequest.of(FROM, TO)).peers())
                .extracting(PeerAvailability::availability)
                .containsExactly(availability(100, 10, 0, 70));
    }

    @Test
    void nothingIsKnownFromBeforeTheHistoryBegan() throws Exception {
        database.change("UPDATE schema_version SET applied_at = '2026-11-22T14:00:00.000000000Z'");
        put(AlertKind.PEER_DOWN, "berlin", "wg0", "ada", 75, 100);

        AlertStatistics statistics = statistics(StatisticsRequest.of(FROM, TO));
        assertThat(statistics.observedFrom()).isEqualTo(at(52));
        assertThat(statistics.perDay()).hasSize(3);
        assertThat(statistics.peers().get(0).availability()).isEqualTo(availability(48, 25, 0, 0));

        put(AlertKind.PEER_DOWN, "berlin", "wg0", "ada", 50, 51); // brought over from an older file
        assertThat(statistics(StatisticsRequest.of(FROM, TO)).observedFrom()).isEqualTo(at(50));

        AlertStatistics earlier = statistics(StatisticsRequest.of(at(-9), at(-1)));
        assertThat(earlier.alerts()).isZero();
        assertThat(earlier.observedFrom()).isEqualTo(at(-1));
        assertThat(earlier.perDay()).isEmpty();
        assertThat(earlier.ofQuietPeer("berlin", "wg0").percent()).isEqualTo(OptionalDouble.empty());
    }

    /** Against a reckoning that looks at each hour of the period for itself. */
    @Test
    void randomHistoriesAreReckonedRightly() throws Exception {
        for (int i = 0; i < 40; i++) {
            putRandomAlerts();
            StatisticsRequest request = randomRequest();
            AlertStatistics statistics = statistics(request);

            List<Alert> all = all();
            List<Alert> counted =
                    all.stream().filter(request.counted()::matches).toList();
            assertThat(statistics.alerts()).as("%s", request).isEqualTo(counted.size());
            assertThat(statistics.perDay().stream().mapToLong(OfDay::alerts).sum())
                    .isEqualTo(counted.size());
            for (PeerAvailability peer : statistics.peers()) {
                List<Alert> own =
                        all.stream().filter(alert -> isOf(peer, alert)).toList();
                assertThat(peer.alerts())
                        .isEqualTo(counted.stream()
                                .filter(alert -> isOf(peer, alert))
                                .count());
                assertThat(peer.availability())
                        .as("%s %s: %s", request, peer, own)
                        .isEqualTo(new HourByHour(request.from(), request.to(), all)
                                .of(
                                        peer.gateway().orElseThrow(),
                                        peer.interfaceName().orElseThrow(),
                                        own));
            }
            assertThat(statistics.peers())
                    .extracting(PeerAvailability::peerKey)
                    .containsExactlyInAnyOrderElementsOf(peersIn(request, all));
            assertThat(statistics.peers()).isSortedAccordingTo(PeerAvailability.WORST_FIRST);
        }
    }

    @Test
    void aStripShowsWhatHappenedToAPeerItsInterfaceAndItsGateway() throws Exception {
        put(AlertKind.PEER_DOWN, "berlin", "wg0", "ada", -400, 2);
        put(AlertKind.PEER_FLAPPING, "berlin", "wg0", "ada", 5, 7);
        put(AlertKind.GATEWAY_UNREACHABLE, "berlin", "", "", 6, 8);
        put(AlertKind.INTERFACE_DOWN, "berlin", "wg1", "", 9, 10);
        put(AlertKind.PEER_DOWN, "tokyo", "wg0", "ada", 11, 12);
        put(AlertKind.PEER_DOWN, "berlin", "wg0", "bob", 11, 12);

        Strips strips = strips("berlin", Set.of("key-of-ada"), FROM, at(24));

        assertThat(strips.strips())
                .containsExactly(
                        strip("", "", segment(State.UNREACHABLE, 6, 8)),
                        strip("wg1", "", segment(State.UNREACHABLE, 6, 8), segment(State.INTERFACE_DOWN, 9, 10)),
                        strip(
                                "wg0",
                                "key-of-ada",
                                segment(State.DOWN, 0, 2),
                                segment(State.FLAPPING, 5, 6),
                                segment(State.UNREACHABLE, 6, 8)));
        database.change("UPDATE schema_version SET applied_at = '2026-11-22T14:00:00.000000000Z'");
        database.change("DELETE FROM alert");
        assertThat(strips("berlin", Set.of(), FROM, TO).strips())
                .containsExactly(strip("", "", segment(State.UNKNOWN, 0, 52)));
    }

    @Test
    void stripsTellTheSameAsStatistics() throws Exception {
        for (int i = 0; i < 20; i++) {
            putRandomAlerts();
            Instant from = at(random.nextInt(60) - 30);
            StatisticsRequest request = StatisticsRequest.of(from, from.plus(Duration.ofHours(24)));
            for (PeerAvailability peer : statistics(request).peers()) {
                Strips strips =
                        strips(peer.gateway().orElseThrow(), Set.of(peer.peerKey()), request.from(), request.to());
                assertThat(strips.strips()).as("%s", peer).anySatisfy(strip -> {
                    assertThat(strip.peerKey()).contains(peer.peerKey());
                    assertThat(length(strip, State.DOWN, State.FLAPPING, State.OUTAGE))
                            .isEqualTo(peer.availability().unavailable());
                    assertThat(length(strip, State.UNREACHABLE, State.INTERFACE_DOWN, State.UNKNOWN))
                            .isEqualTo(peer.availability().unknown());
                });
            }
        }
    }

    private Strips strips(String gateway, Set<String> keys, Instant from, Instant to) {
        return new StripsQuery(new AlertRows(database::required, 7), new StripRequest(gateway, keys, from, to)).run();
    }

    private static Strip strip(String interfaceName, String key, Segment... segments) {
        return new Strip(
                Optional.of(interfaceName).filter(name -> !name.isEmpty()),
                Optional.of(key).filter(name -> !name.isEmpty()),
                List.of(segments));
    }

    private static Segment segment(State state, int fromHour, int toHour) {
        return new Segment(state, at(fromHour), at(toHour));
    }

    private static Duration length(Strip strip, State... states) {
        return strip.segments().stream()
                .filter(segment -> Set.of(states).contains(segment.state()))
                .map(segment -> Duration.between(segment.from(), segment.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void progressGoesFromTheBeginningToTheEnd() throws Exception {
        putRandomAlerts();
        List<Long> done = new ArrayList<>();

        new StatisticsQuery(new AlertRows(database::required, 7), StatisticsRequest.of(FROM, TO), (step, at, total) -> {
                    assertThat(total).isEqualTo(Duration.between(FROM, TO).toSeconds());
                    done.add(at);
                })
                .run();

        assertThat(done).isNotEmpty().isSorted();
    }

    @Test
    void anInterruptEndsItBetweenTwoTransactions() throws Exception {
        putRandomAlerts();
        int[] asked = new int[1];
        AlertRows rows = new AlertRows(
                new Reading() {
                    @Override
                    public <R> R required(Function<EntityManager, R> question) {
                        if (++asked[0] == 4) {
                            Thread.currentThread().interrupt();
                        }
                        return database.required(question);
                    }
                },
                7);
        try {
            assertThatThrownBy(() -> new StatisticsQuery(rows, StatisticsRequest.of(FROM, TO), Progress.NONE).run())
                    .isInstanceOf(OutOfTimeException.class);
            assertThat(asked[0]).isEqualTo(4);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** The same answer in the slowest and plainest way: for each hour the alerts that are open in it. */
    private record HourByHour(Instant from, Instant to, List<Alert> all) {

        Availability of(String gateway, String interfaceName, List<Alert> own) {
            int down = 0;
            int outage = 0;
            int unknown = 0;
            for (Instant hour = from; hour.isBefore(to); hour = hour.plus(Duration.ofHours(1))) {
                boolean isOwn =
                        isOpen(own.stream(), hour, AlertKind.PEER_DOWN, AlertKind.PEER_NEVER, AlertKind.PEER_FLAPPING);
                if (isUnread(gateway, interfaceName, hour) || !isOwn && isAbsent(own, hour)) {
                    unknown++;
                } else if (isOpen(ofGateway(gateway), hour, AlertKind.GATEWAY_OUTAGE)) {
                    outage++;
                } else if (isOwn) {
                    down++;
                }
            }
            return availability((int) Duration.between(from, to).toHours(), down + outage, outage, unknown);
        }

        private Stream<Alert> ofGateway(String gateway) {
            return all.stream().filter(alert -> alert.key().gateway().equals(Optional.of(gateway)));
        }

        private boolean isUnread(String gateway, String interfaceName, Instant hour) {
            return isOpen(ofGateway(gateway), hour, AlertKind.GATEWAY_UNREACHABLE)
                    || isOpen(
                            ofGateway(gateway)
                                    .filter(alert -> alert.key().interfaceName().equals(Optional.of(interfaceName))),
                            hour,
                            AlertKind.INTERFACE_DOWN);
        }

        /** Removed, and no alert since then; or added later, and never seen before. */
        private boolean isAbsent(List<Alert> own, Instant hour) {
            List<Alert> seen = own.stream().filter(this::touches).toList();
            Optional<Alert> before = seen.stream()
                    .filter(alert -> !alert.raisedAt().isAfter(hour))
                    .reduce((one, later) -> later);
            return before.map(alert -> alert.key().kind() == AlertKind.PEER_REMOVED)
                    .orElseGet(() -> seen.stream()
                            .findFirst()
                            .filter(first -> first.key().kind() == AlertKind.PEER_ADDED)
                            .isPresent());
        }

        private boolean touches(Alert alert) {
            return !alert.raisedAt().isBefore(from)
                    || alert.resolvedAt().map(end -> end.isAfter(from)).orElse(true);
        }

        private static boolean isOpen(Stream<Alert> alerts, Instant hour, AlertKind... kinds) {
            return alerts.filter(alert -> Set.of(kinds).contains(alert.key().kind()))
                    .anyMatch(alert -> !alert.raisedAt().isAfter(hour)
                            && alert.resolvedAt().map(end -> end.isAfter(hour)).orElse(true));
        }
    }

    private void putRandomAlerts() throws Exception {
        List<AlertEvent> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String peer = "peer" + random.nextInt(4);
            String gateway = GATEWAYS.get(peer.charAt(4) % 2);
            String wg = INTERFACES.get(peer.charAt(4) / 2 % 2);
            int start = random.nextInt(200) - 90;
            AlertKind kind = one(List.of(AlertKind.values()).subList(0, 10));
            boolean ofPeer = kind.name().startsWith("PEER") || kind == AlertKind.ENDPOINT_FLAPPING;
            Raised raised = raised(
                    kind, gateway, ofPeer || kind == AlertKind.INTERFACE_DOWN ? wg : "", ofPeer ? peer : "", start);
            events.add(raised);
            if (kind == AlertKind.PEER_ADDED || kind == AlertKind.PEER_REMOVED) {
                events.add(resolved(raised, start));
            } else if (random.nextInt(20) != 0) {
                events.add(resolved(raised, start + 1 + random.nextInt(random.nextBoolean() ? 4 : 40)));
            }
        }
        consumer.accept(log.append(events.toArray(AlertEvent[]::new)));
    }

    private StatisticsRequest randomRequest() {
        Instant from = at(random.nextInt(60) - 30);
        return new StatisticsRequest(
                from,
                from.plus(Duration.ofHours(1 + random.nextInt(80))),
                some(List.of(AlertKind.PEER_DOWN, AlertKind.PEER_REMOVED)),
                some(List.of(Severity.values())),
                some(GATEWAYS),
                some(List.of("peer1", "key-of-peer2", "peer3", "key-of-peer3")));
    }

    private Set<String> peersIn(StatisticsRequest request, List<Alert> all) {
        StatisticsRequest ofAnyKind = new StatisticsRequest(
                request.from(), request.to(), Set.of(), Set.of(), request.gateways(), request.peers());
        AlertFilter counted = ofAnyKind.counted();
        AlertFilter until = new AlertFilter(
                Set.of(),
                Set.of(),
                Set.of(),
                request.gateways(),
                request.peers(),
                Optional.empty(),
                Optional.of(request.to()),
                Optional.empty());
        return all.stream()
                .filter(alert -> counted.matches(alert)
                        || until.matches(alert)
                                && alert.resolvedAt()
                                        .map(end -> end.isAfter(request.from()))
                                        .orElse(true))
                .flatMap(alert -> alert.key().peerKey().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private <T> Set<T> some(Collection<T> values) {
        return random.nextInt(3) != 0
                ? Set.of()
                : values.stream().filter(value -> random.nextBoolean()).collect(Collectors.toSet());
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static boolean isOf(PeerAvailability peer, Alert alert) {
        return alert.key().peerKey().equals(Optional.of(peer.peerKey()));
    }

    /** In the order of raising. */
    private List<Alert> all() {
        List<Alert> all = new ArrayList<>(new AlertPages(database)
                .list(AlertFilter.ALL, PageRequest.first(PageRequest.MAX_LIMIT))
                .alerts());
        Collections.reverse(all);
        return all;
    }

    private AlertStatistics statistics(StatisticsRequest request) {
        return new StatisticsQuery(new AlertRows(database::required, 1 + random.nextInt(40)), request, Progress.NONE)
                .run();
    }

    private void put(AlertKind kind, String gateway, String interfaceName, String peer, int from, int to)
            throws Exception {
        Raised raised = raised(kind, gateway, interfaceName, peer, from);
        consumer.accept(log.append(raised, resolved(raised, to)));
    }

    private Raised raised(AlertKind kind, String gateway, String interfaceName, String peer, int hour) {
        return new Raised(
                log.id(),
                log.id(),
                at(hour),
                new AlertKey(
                        kind,
                        Optional.of(gateway),
                        Optional.of(interfaceName).filter(name -> !name.isEmpty()),
                        Optional.of("key-of-" + peer).filter(key -> !peer.isEmpty())),
                kind.defaultSeverity(),
                Optional.of(peer).filter(name -> !name.isEmpty()),
                "something of " + peer,
                List.of());
    }

    private Resolved resolved(Raised raised, int hour) {
        return new Resolved(log.id(), raised.alertId(), at(hour), Optional.empty(), "over");
    }

    private Acknowledged acknowledged(Raised raised, int hour) {
        return new Acknowledged(log.id(), raised.alertId(), at(hour), "karaf", Optional.empty());
    }

    private static Instant at(int hour) {
        return FROM.plus(Duration.ofHours(hour));
    }

    private static Availability availability(int period, int unavailable, int outage, int unknown) {
        return new Availability(
                Duration.ofHours(period),
                Duration.ofHours(unavailable),
                Duration.ofHours(outage),
                Duration.ofHours(unknown));
    }
}

package io.tunnelwatch.health.internal;

import static io.tunnelwatch.health.internal.Fakes.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.log.AppendCounts;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.measure.DurationCounts;
import io.tunnelwatch.notifier.ChannelCounts;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.wg.GatewayStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HealthChecksTest {

    private final Fakes services = new Fakes();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final HealthChecks checks = new HealthChecks(services, InstantSource.fixed(NOW), nanos::get);

    @Test
    void thereIsACheckForEachThing() {
        services.gateways.add(Fakes.gateway("berlin", GatewayStatus.State.UP, 1));
        services.channels.add(channel(ChannelStatus.State.WORKING));
        Map<String, List<String>> tags = new java.util.LinkedHashMap<>();
        checks.wanted().forEach((name, tagged) -> tags.put(name, Arrays.asList(Tag.property(tagged.tags()))));
        assertThat(tags)
                .isEqualTo(Map.of(
                        "Tunnelwatch polls", List.of("tunnelwatch", "live"),
                        "Tunnelwatch watch", List.of("tunnelwatch", "ready"),
                        "Tunnelwatch log", List.of("tunnelwatch", "log", "ready"),
                        "Tunnelwatch store", List.of("tunnelwatch", "store"),
                        "Tunnelwatch gateway berlin", List.of("tunnelwatch", "gateway"),
                        "Tunnelwatch channel email.noc", List.of("tunnelwatch", "channel")));
        services.gateways.clear();
        services.channels.clear();
        services.store = Optional.empty();
        assertThat(checks.wanted().keySet())
                .containsExactly("Tunnelwatch polls", "Tunnelwatch watch", "Tunnelwatch log");
    }

    /** What a restart does not mend is no reason for one. */
    @ParameterizedTest
    @EnumSource(StoreHealth.State.class)
    void aSickDatabaseIsNeitherDeadNorUnready(StoreHealth.State state) {
        services.gateways.add(Fakes.gateway("berlin", GatewayStatus.State.UNREACHABLE, 1));
        services.store = Optional.of(new StoreHealth(state, NOW, Optional.of("disk"), Optional.of("free it")));
        assertThat(worst(Tag.LIVE)).isEqualTo(Status.OK);
        assertThat(worst(Tag.READY)).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "AVAILABLE, OK",
        "LOCKED, TEMPORARILY_UNAVAILABLE",
        "MISSING, TEMPORARILY_UNAVAILABLE",
        "CORRUPT, TEMPORARILY_UNAVAILABLE",
        "UNREACHABLE, TEMPORARILY_UNAVAILABLE",
        "READONLY, CRITICAL",
        "FULL, CRITICAL",
        "IO_ERROR, CRITICAL"
    })
    void theStoreIsAsItsStateSays(StoreHealth.State state, Status status) {
        services.store = Optional.of(new StoreHealth(state, NOW, Optional.of("disk"), Optional.of("Free it")));
        Result result = result("Tunnelwatch store");
        assertThat(result.getStatus()).isEqualTo(status);
        assertThat(text(result)).contains("The alert history is " + state);
        if (status != Status.OK) {
            assertThat(text(result)).contains("disk. Free it");
        }
    }

    @Test
    void aHistoryThatIsFarBehindAndAFailedBackupAreWarnings() {
        services.consumers.add(
                new ConsumerStatus("alert-store", ConsumerState.CATCHING_UP, Optional.empty(), 1001, Optional.empty()));
        assertThat(result("Tunnelwatch store").getStatus()).isEqualTo(Status.WARN);
        services.consumers.clear();
        assertThat(result("Tunnelwatch store").getStatus()).isEqualTo(Status.OK);
        services.backupTrouble = Optional.of("no room");
        assertThat(result("Tunnelwatch store").getStatus()).isEqualTo(Status.WARN);
        assertThat(text(result("Tunnelwatch store"))).contains("no room");
    }

    @Test
    void aLogThatRefusesAlertsIsNotReadyUntilItTakesOne() {
        services.gateways.add(Fakes.gateway("berlin", GatewayStatus.State.UP, 1));
        services.appends = appends(10, 3);
        assertThat(worst(Tag.READY)).as("what was before").isEqualTo(Status.OK);
        services.appends = appends(10, 4);
        assertThat(worst(Tag.READY)).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        assertThat(text(result("Tunnelwatch log"))).contains("refuses alerts", "no room for 200 bytes");
        assertThat(worst(Tag.LIVE)).as("a full disk").isEqualTo(Status.OK);
        services.appends = appends(11, 4);
        assertThat(worst(Tag.READY)).isEqualTo(Status.OK);
        services.appends = appends(0, 0);
        assertThat(worst(Tag.READY)).as("a log bundle that was restarted").isEqualTo(Status.OK);
    }

    @Test
    void aLogThatIsNotOpenOrNotThereIsNotReady() {
        services.gateways.add(Fakes.gateway("berlin", GatewayStatus.State.UP, 1));
        services.logIsOpen = false;
        assertThat(worst(Tag.READY)).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        services.logIsThere = false;
        assertThat(worst(Tag.READY)).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        assertThat(worst(Tag.LIVE)).isEqualTo(Status.OK);
    }

    @Test
    void aLogOnItsReserveAndABrokenReaderAreWarnings() {
        services.reserveInUse = true;
        assertThat(result("Tunnelwatch log").getStatus()).isEqualTo(Status.WARN);
        services.reserveInUse = false;
        assertThat(result("Tunnelwatch log").getStatus()).isEqualTo(Status.OK);
        services.consumers.add(new ConsumerStatus(
                "listener.tickets", ConsumerState.RETRYING, Optional.empty(), 7, Optional.of("broken")));
        assertThat(result("Tunnelwatch log").getStatus()).isEqualTo(Status.WARN);
        assertThat(text(result("Tunnelwatch log"))).contains("listener.tickets", "waiting: 7", "broken");
    }

    @Test
    void itIsReadyWhenEachGatewayWasPolledOnce() {
        assertThat(worst(Tag.READY)).as("nothing to watch").isEqualTo(Status.WARN);
        services.gateways.add(Fakes.gateway("berlin", GatewayStatus.State.STARTING, 0));
        assertThat(worst(Tag.READY)).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        services.gateways.set(0, Fakes.gateway("berlin", GatewayStatus.State.UNREACHABLE, 1));
        assertThat(worst(Tag.READY)).isEqualTo(Status.OK);
        services.probeIsThere = false;
        assertThat(worst(Tag.READY)).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        assertThat(worst(Tag.LIVE)).as("a bundle that is stopped").isEqualTo(Status.OK);
    }

    @Test
    void aGatewayWhosePollsDoNotEndIsDead() {
        services.gateways.add(Fakes.gateway("berlin", GatewayStatus.State.UP, 5));
        services.gateways.add(Fakes.gateway("typo", GatewayStatus.State.MISCONFIGURED, 0));
        checks.look();
        nanos.addAndGet(Duration.ofSeconds(670).toNanos());
        assertThat(worst(Tag.LIVE)).as("as long as a poll may take").isEqualTo(Status.OK);
        nanos.addAndGet(1);
        assertThat(worst(Tag.LIVE)).isEqualTo(Status.CRITICAL);
        assertThat(text(result("Tunnelwatch polls"))).contains("berlin").doesNotContain("typo");
        services.gateways.set(0, Fakes.gateway("berlin", GatewayStatus.State.UP, 6));
        assertThat(worst(Tag.LIVE)).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "UP, OK",
        "STARTING, TEMPORARILY_UNAVAILABLE",
        "PARTIAL, WARN",
        "UNREACHABLE, CRITICAL",
        "MISCONFIGURED, CRITICAL"
    })
    void aGatewayIsAsItsStateSays(GatewayStatus.State state, Status status) {
        services.gateways.add(Fakes.gateway("berlin", state, 1));
        services.alerts.add(Fakes.alert("paris", Severity.CRITICAL, AlertState.OPEN));
        Result result = result("Tunnelwatch gateway berlin");
        assertThat(result.getStatus()).isEqualTo(status);
        if (status != Status.OK) {
            assertThat(text(result)).contains("wg says no");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CRITICAL, OPEN, CRITICAL",
        "WARNING, OPEN, WARN",
        "INFO, OPEN, OK",
        "CRITICAL, ACKNOWLEDGED, WARN",
        "WARNING, ACKNOWLEDGED, WARN"
    })
    void openAlertsOfAGatewayCount(Severity severity, AlertState state, Status status) {
        services.gateways.add(Fakes.gateway("berlin", GatewayStatus.State.UP, 1));
        services.alerts.add(Fakes.alert("berlin", severity, state));
        Result result = result("Tunnelwatch gateway berlin");
        assertThat(result.getStatus()).isEqualTo(status);
        assertThat(text(result)).contains(severity + " PEER_DOWN: ada is down");
    }

    @Test
    void aSilencedAlertIsNoNews() {
        services.gateways.add(Fakes.gateway("berlin", GatewayStatus.State.UP, 1));
        services.alerts.add(Fakes.alert("berlin", Severity.CRITICAL, AlertState.OPEN));
        services.silences.add(silence(60));
        assertThat(result("Tunnelwatch gateway berlin").getStatus())
                .as("a silence that is yet to come")
                .isEqualTo(Status.CRITICAL);
        services.silences.add(silence(-60));
        Result result = result("Tunnelwatch gateway berlin");
        assertThat(result.getStatus()).isEqualTo(Status.OK);
        assertThat(text(result)).contains("ada is down (silenced)");
    }

    @Test
    void ofThousandsOfAlertsTheWorstAreSaid() {
        services.gateways.add(Fakes.gateway("berlin", GatewayStatus.State.UP, 1));
        for (int i = 0; i < 1000; i++) {
            services.alerts.add(Fakes.alert("berlin", Severity.WARNING, AlertState.OPEN));
        }
        services.alerts.add(Fakes.alert("berlin", Severity.CRITICAL, AlertState.OPEN));
        Result result = result("Tunnelwatch gateway berlin");
        assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(text(result)).contains("981 more alerts are open for it").hasSizeLessThan(2000);
    }

    @ParameterizedTest
    @CsvSource({"WORKING, OK", "FAILING, TEMPORARILY_UNAVAILABLE", "REFUSED, CRITICAL"})
    void aChannelIsAsItsStateSays(ChannelStatus.State state, Status status) {
        services.channels.add(channel(state));
        Result result = result("Tunnelwatch channel email.noc");
        assertThat(result.getStatus()).isEqualTo(status);
        assertThat(text(result)).contains("email.noc is " + state);
    }

    private Status worst(Tag tag) {
        return checks.wanted().values().stream()
                .filter(tagged -> Arrays.asList(tagged.tags()).contains(tag))
                .map(tagged -> tagged.check().execute().getStatus())
                .max(java.util.Comparator.naturalOrder())
                .orElseThrow();
    }

    private Result result(String name) {
        return checks.wanted().get(name).check().execute();
    }

    private static String text(Result result) {
        StringBuilder text = new StringBuilder();
        result.forEach(entry -> text.append(entry.getMessage()).append('\n'));
        return text.toString();
    }

    private static AppendCounts appends(long events, long full) {
        return new AppendCounts(DurationCounts.none(AppendCounts.BOUNDS), events, 0, full, 0);
    }

    private static Silence silence(int fromSeconds) {
        return new Silence(
                UUID.randomUUID(),
                Optional.of("berlin"),
                Optional.empty(),
                Optional.of(AlertKind.PEER_DOWN),
                NOW.plusSeconds(fromSeconds),
                NOW.plusSeconds(3600),
                "otto",
                Optional.empty());
    }

    private static ChannelStatus channel(ChannelStatus.State state) {
        return new ChannelStatus(
                "email.noc",
                "noc@example.org",
                state,
                1,
                2,
                Optional.of(NOW),
                Optional.of("refused"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                ChannelCounts.NONE);
    }
}

package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.internal.outbox.AlertOutbox;
import io.tunnelwatch.wg.internal.rules.GatewayRules;
import io.tunnelwatch.wg.internal.testing.Dumps;
import io.tunnelwatch.wg.internal.testing.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {

    @TempDir
    private Path directory;

    private final List<Registration> registrations = new ArrayList<>();
    private Berlin berlin;
    private Housekeeping housekeeping;

    @BeforeEach
    void berlinHasALostPeer() {
        berlin = new Berlin(directory);
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        berlin.sees(0, peer("ada", Time.NOON.minusSeconds(3600)));
        housekeeping = new Housekeeping(
                new GatewayRules(new TimeOrderedIds(berlin.time)),
                () -> berlin.logService,
                berlin.time,
                berlin.time::nanos,
                () -> registrations);
    }

    @AfterEach
    void close() {
        housekeeping.close();
    }

    @Test
    void theAlertsOfAGatewayThatLeftAreResolvedAfterTenMinutes() {
        housekeeping.run();
        berlin.time.jump(Duration.ofHours(1)).pass(Duration.ofMinutes(10)).passSeconds(-1);
        housekeeping.run();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
        berlin.time.passSeconds(1);
        housekeeping.run();
        assertThat(berlin.log.endsOf(AlertKind.PEER_DOWN)).containsExactly("gateway berlin left the configuration");
    }

    @Test
    void aGatewayThatComesBackInTimeKeepsItsAlerts() {
        housekeeping.run();
        berlin.time.pass(Duration.ofMinutes(9));
        registrations.add(refused(true));
        housekeeping.run();
        registrations.clear();
        berlin.time.pass(Duration.ofMinutes(9));
        housekeeping.run();
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(1);
    }

    @Test
    void aRefusedConfigurationIsOneAlertWithTheRefusalAsItsSummary() {
        registrations.add(refused(true));
        housekeeping.run();
        housekeeping.run();
        assertThat(berlin.log.raised(AlertKind.GATEWAY_UNREACHABLE)).hasSize(1);
        assertThat(berlin.log.open(AlertKind.GATEWAY_UNREACHABLE))
                .extracting(Alert::summary)
                .containsExactly("Gateway berlin is not watched: intervalSeconds is wrong");
        berlin.sees(10, peer("ada", Time.NOON));
        assertThat(berlin.log.open(AlertKind.GATEWAY_UNREACHABLE)).isEmpty();
    }

    @Test
    void aRefusedConfigurationThatBorrowsANameRaisesNothingInThatName() {
        registrations.add(refused(false));
        housekeeping.run();
        assertThat(berlin.log.raised(AlertKind.GATEWAY_UNREACHABLE)).isEmpty();
    }

    @Test
    void aRefusedConfigurationIsSaidWhenTheLogComes() {
        registrations.add(refused(true));
        berlin.logService = Optional.empty();
        housekeeping.run();
        berlin.logService = Optional.of(berlin.log);
        housekeeping.run();
        assertThat(berlin.log.raised(AlertKind.GATEWAY_UNREACHABLE)).hasSize(1);
    }

    private Registration refused(boolean alerted) {
        return new Registration.Refused(
                "berlin", "wg", Time.NOON, "intervalSeconds is wrong", alerted, new AlertOutbox("berlin"));
    }
}

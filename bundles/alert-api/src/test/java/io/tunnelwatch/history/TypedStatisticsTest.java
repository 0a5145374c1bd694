package io.tunnelwatch.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.settings.InvalidArgumentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedStatisticsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void whatWasTypedIsWhatIsAskedFor() {
        StatisticsRequest request = new TypedStatistics(
                        "7d",
                        Optional.of("2026-11-20"),
                        List.of("peer_down,PEER_NEVER"),
                        List.of("critical"),
                        List.of("berlin", "paris"),
                        List.of("laptop-1"))
                .read("", NOON);

        assertThat(request.from()).isEqualTo(NOON.minus(Duration.ofDays(7)));
        assertThat(request.to()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
        assertThat(request.kinds()).containsExactlyInAnyOrder(AlertKind.PEER_DOWN, AlertKind.PEER_NEVER);
        assertThat(request.severities()).containsExactly(Severity.CRITICAL);
        assertThat(request.gateways()).containsExactlyInAnyOrder("berlin", "paris");
        assertThat(request.peers()).containsExactly("laptop-1");
    }

    @Test
    void nobodyAsksForWhatIsYetToCome() {
        assertThat(typed("1d", "2027-01-01").read("", NOON).to()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @CsvSource({
        "1d, 2d, until, 2d",
        "2027-01-01, , since, 2027-01-01",
        "yesterday, , since, yesterday",
        "1d, x, until, x"
    })
    void aPeriodThatIsNoneIsRefusedWithItsName(String since, String until, String name, String value) {
        assertThatThrownBy(() -> typed(since, until).read("--", NOON))
                .isInstanceOfSatisfying(InvalidArgumentException.class, e -> {
                    assertThat(e.name()).isEqualTo("--" + name);
                    assertThat(e.value()).isEqualTo(value);
                });
    }

    private static TypedStatistics typed(String since, String until) {
        return new TypedStatistics(since, Optional.ofNullable(until), List.of(), List.of(), List.of(), List.of());
    }
}

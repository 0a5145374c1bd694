package io.tunnelwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"90s,PT90S", "30m,PT30M", "24h,PT24H", "7d,P7D", "2w,P14D", "1d12h,PT36H", "1w1d1h1m1s,PT694861S"})
    void durationsAreReadAsPeopleWriteThem(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "h", "-5m", "12h1d", "1.5h", "5 m", "99999999999d", "5x"})
    void anythingElseIsRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("24h");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT59S,59s", "PT4M10S,4m10s", "PT5H,5h", "PT51H20M,2d3h", "PT-5S,0s", "PT24H1S,1d"})
    void durationsAreWrittenWithAtMostTwoUnits(Duration duration, String expected) {
        assertThat(Durations.format(duration)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "24h,2026-11-22T12:00:00Z",
        "2026-11-20,2026-11-20T00:00:00Z",
        "2026-11-20T08:30:00Z,2026-11-20T08:30:00Z",
        "2026-11-20T08:30:00+02:00,2026-11-20T06:30:00Z"
    })
    void pointsInTimeAreAgesDaysOrTimes(String text, Instant expected) {
        assertThat(PointsInTime.parse(text, NOW)).isEqualTo(expected);
    }

    @Test
    void aPointInTimeThatIsNoneIsRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> PointsInTime.parse("yesterday", NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'yesterday'")
                .hasMessageContaining("7d");
    }

    @Test
    void aRefusedSettingNamesPidKeyValueAndWhatIsAllowed() {
        assertThat(new InvalidSettingException("io.tunnelwatch.gateway~b", "intervalSeconds", -1, "1 to 3600"))
                .hasMessage("io.tunnelwatch.gateway~b: intervalSeconds = '-1' is refused, allowed is 1 to 3600");
    }
}

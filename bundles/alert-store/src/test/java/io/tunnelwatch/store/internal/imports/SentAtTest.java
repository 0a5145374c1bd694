package io.tunnelwatch.store.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentAtTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2025-03-04 10:11:12.123456, 2025-03-04T10:11:12.123456Z",
        "2025-03-04 10:11:12, 2025-03-04T10:11:12Z",
        "2025-03-04T10:11:12.5, 2025-03-04T10:11:12.5Z",
        "2025-03-04t10:11:12, 2025-03-04T10:11:12Z",
        "2025-03-04 10:11, 2025-03-04T10:11:00Z",
        "2025-03-04, 2025-03-04T00:00:00Z",
        "2025-03-04 10:11:12.123456789, 2025-03-04T10:11:12.123456789Z",
        "'2025-03-04 10:11:12,5', 2025-03-04T10:11:12.5Z",
        "' 2025-03-04 10:11:12 ', 2025-03-04T10:11:12Z",
    })
    void aTimeWithoutAZoneIsInTheZoneThatIsSaid(String text, Instant utc) throws Exception {
        assertThat(SentAt.parse(text, ZoneOffset.UTC)).isEqualTo(new SentAt(utc, true));
        assertThat(SentAt.parse(text, BERLIN)).isEqualTo(new SentAt(utc.minusSeconds(3600), true));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-04T10:11:12Z, 2025-03-04T10:11:12Z",
        "2025-03-04 10:11:12.123456+00:00, 2025-03-04T10:11:12.123456Z",
        "2025-03-04 10:11:12 +02:00, 2025-03-04T08:11:12Z",
        "2025-03-04T10:11:12-0530, 2025-03-04T15:41:12Z",
        "2025-03-04T10:11:12+02, 2025-03-04T08:11:12Z",
        "2025-03-04 10:11:12 UTC, 2025-03-04T10:11:12Z",
        "1741083072, 2025-03-04T10:11:12Z",
        "1741083072.25, 2025-03-04T10:11:12.25Z",
        "1741083072250, 2025-03-04T10:11:12.250Z",
    })
    void aTimeThatNamesItsZoneNeedsNoOther(String text, Instant utc) throws Exception {
        assertThat(SentAt.parse(text, BERLIN)).isEqualTo(new SentAt(utc, false));
    }

    @Test
    void numbersAreSecondsOrMillisecondsSince1970() throws Exception {
        Instant time = Instant.parse("2025-03-04T10:11:12Z");

        assertThat(SentAt.parse(1_741_083_072, BERLIN)).isEqualTo(new SentAt(time, false));
        assertThat(SentAt.parse(1_741_083_072_250L, BERLIN)).isEqualTo(new SentAt(time.plusMillis(250), false));
        assertThat(SentAt.parse(1_741_083_072.5, BERLIN)).isEqualTo(new SentAt(time.plusMillis(500), false));
    }

    @Test
    void aTimeThatTheClocksSkippedOrShowedTwiceIsOne() throws Exception {
        assertThat(SentAt.parse("2025-03-30 02:30:00", BERLIN).at()).isEqualTo(Instant.parse("2025-03-30T01:30:00Z"));
        assertThat(SentAt.parse("2025-10-26 02:30:00", BERLIN).at()).isEqualTo(Instant.parse("2025-10-26T00:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "2025-02-30 10:00:00",
                "2025-13-01",
                "25:00",
                "2460738.5",
                "2025",
                "0",
                "-1741083072",
                "2025-03-04 10:11:12 Berlin",
                "2025-03-04 24:00:00",
                "1741083072,5",
                "1e9",
                "04.03.2025 10:11"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> SentAt.parse(text, BERLIN))
                .isInstanceOf(RowRefusedException.class)
                .hasMessage("sent_at is no time: '" + text.strip() + "'");
    }

    @Test
    void whatIsNotThereAtAllIsRefused() {
        assertThatThrownBy(() -> SentAt.parse(null, BERLIN)).hasMessage("it has no time: sent_at is NULL");
        assertThatThrownBy(() -> SentAt.parse(new byte[3], BERLIN)).hasMessage("sent_at is no time, but a BLOB");
        assertThatThrownBy(() -> SentAt.parse(Double.NaN, BERLIN)).isInstanceOf(RowRefusedException.class);
        assertThatThrownBy(() -> SentAt.parse(1e300, BERLIN)).isInstanceOf(RowRefusedException.class);
    }

    @Property
    void anyTextIsATimeOrRefused(@ForAll String text) {
        try {
            SentAt.parse(text, BERLIN);
        } catch (RowRefusedException e) {
            assertThat(e).hasMessageStartingWith("sent_at is no time");
        }
    }

    @Property
    void anyNumberIsATimeOrRefused(@ForAll double number, @ForAll long whole) {
        for (Object value : new Object[] {number, whole}) {
            try {
                SentAt.parse(value, BERLIN);
            } catch (RowRefusedException e) {
                assertThat(e).hasMessageStartingWith("sent_at is no time");
            }
        }
    }
}

package io.tunnelwatch.settings;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeekdaysTest {

    @Test
    void daysAndSpansAreReadInAnyCase() {
        assertThat(Weekdays.parse("Sun")).contains(Set.of(SUNDAY));
        assertThat(Weekdays.parse("mon, WED")).contains(Set.of(MONDAY, WEDNESDAY));
        assertThat(Weekdays.parse("Mon-Fri")).contains(EnumSet.range(MONDAY, FRIDAY));
        assertThat(Weekdays.parse("sat-mon,Wed")).contains(Set.of(SATURDAY, SUNDAY, MONDAY, WEDNESDAY));
        assertThat(Weekdays.parse("Daily")).contains(EnumSet.allOf(DayOfWeek.class));
        assertThat(Weekdays.parse("Tue-Tue")).contains(Set.of(TUESDAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Sunday", "So", "Mon,", "Mon-", "-Fri", "Mon-Wed-Fri", "daily,Mon", "Mon Wed"})
    void otherTextIsNone(String text) {
        assertThat(Weekdays.parse(text)).isEmpty();
    }

    @Test
    void theyAreWrittenShort() {
        assertThat(Weekdays.format(EnumSet.range(MONDAY, FRIDAY))).isEqualTo("Mon-Fri");
        assertThat(Weekdays.format(Set.of(SUNDAY, SATURDAY))).isEqualTo("Sat,Sun");
        assertThat(Weekdays.format(EnumSet.allOf(DayOfWeek.class))).isEqualTo("daily");
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll @NotEmpty Set<DayOfWeek> days) {
        assertThat(Weekdays.parse(Weekdays.format(days))).contains(days);
    }
}

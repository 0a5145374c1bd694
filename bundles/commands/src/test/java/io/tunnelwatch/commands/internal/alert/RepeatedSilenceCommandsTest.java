package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.TestShell;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maintenance windows that repeat; now is a Monday, noon in UTC. */
class RepeatedSilenceCommandsTest {

    private final TestShell shell = new TestShell();

    @Test
    void aWindowOfEachSundayIsAddedListedAndEndedForGood() {
        String said = silence("--every", "sun 02:00", "--for", "2h", "--zone", "europe/berlin", "--note", "router");
        assertThat(said)
                .contains("of gateway berlin, every Sun 02:00 Europe/Berlin for 2h, with no end; first from")
                .contains("from 2026-11-29 01:00:00 UTC", "to 2026-11-29 03:00:00 UTC");
        Silence silence = silenced();
        assertThat(silence.start()).isEqualTo("2026-11-29T01:00:00Z");
        assertThat(silence.length()).isEqualTo(Duration.ofHours(2));
        assertThat(silence.operator()).isEqualTo("karaf");
        assertThat(silence.repetition()).contains(Repetition.parse("Sun 02:00", ZoneId.of("Europe/Berlin")));

        assertThat(shell.run(new SilencesCommand()).lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("LATER", "2026-11-29 01:00:00 UTC", "2026-11-29 03:00:00 UTC", "Sun 02:00 Europe/Berlin");
        assertThat(shell.run(new UnsilenceCommand(), silence.id().toString()).out())
                .contains("every Sun 02:00 Europe/Berlin, for good");
        assertThat(shell.run(new SilencesCommand()).out()).isEqualTo("No silences.\n");
    }

    @Test
    void scriptsGetTheRuleAndTheNextWindow() {
        silence("--every", "Mon-Fri 22:00", "--for", "8h", "--zone", "Europe/Berlin", "--until", "2027-06-01");
        JsonNode one = shell.run(new SilencesCommand(), "--json").json().at("/silences/0");
        assertThat(one.at("/every").asText()).isEqualTo("Mon-Fri 22:00");
        assertThat(one.at("/repetition/zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(one.at("/repetition/until").asText()).isEqualTo("2027-05-31T22:00:00Z");
        assertThat(one.at("/holds").asBoolean()).isFalse();
        assertThat(one.at("/window/start").asText()).isEqualTo("2026-11-23T21:00:00Z");
        assertThat(one.at("/window/end").asText()).isEqualTo("2026-11-24T05:00:00Z");
        assertThat(one.at("/overAt").asText()).isEqualTo("2027-06-01T04:00:00Z");
    }

    @Test
    void aWindowThatHasBegunHoldsAtOnceUnlessItIsToBeginLater() {
        silence("--every", "daily 12:30", "--for", "1h", "--zone", "Europe/Berlin");
        assertThat(silenced().start()).isEqualTo("2026-11-23T11:30:00Z");
        assertThat(shell.run(new SilencesCommand()).out()).contains("HOLDS");

        silence("--every", "daily 12:30", "--for", "1h", "--zone", "Europe/Berlin", "--from", "2026-11-25T11:30:00Z");
        assertThat(silenced().start()).isEqualTo("2026-11-25T11:30:00Z");
    }

    @Test
    void withoutAZoneItIsTheSystemsAndThatIsSaid() {
        assertThat(silence("--every", "daily 02:00", "--for", "1h"))
                .contains("every daily 02:00 " + ZoneId.systemDefault().getId());
        assertThat(silenced().repetition().orElseThrow().zone()).isEqualTo(ZoneId.systemDefault());
    }

    @Test
    void aListSaysWhoIsSilencedNowAndNotWhoWillBe() {
        shell.log.open.add(Samples.alert(1, AlertState.OPEN, "laptop-7"));
        silence("--every", "daily 12:30", "--for", "1h", "--zone", "Europe/Berlin");
        assertThat(shell.run(new ListCommand()).lines().get(1)).contains(" OPEN ");
        shell.log.silences.clear();
        silence("--for", "2h");
        assertThat(shell.run(new ListCommand()).lines().get(1)).contains(" OPEN silenced ");
    }

    @Test
    void anAlertThatIsOpenInAWindowIsShownAsSilenced() {
        shell.log.open.add(alert(1, AlertState.OPEN, "laptop-7"));
        Silence began = new Silence(
                Samples.id(9),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Samples.NOON.minus(Duration.ofDays(7)),
                Samples.NOON.minus(Duration.ofDays(7)).plusSeconds(3600),
                "ada",
                Optional.empty(),
                Optional.of(Repetition.parse("Mon 12:00", ZoneId.of("UTC"))));
        assertThat(shell.run(new ShowCommand(), Samples.id(1).toString()).out()).doesNotContain("Silenced until");
        shell.log.silences.add(began);
        assertThat(shell.run(new ShowCommand(), Samples.id(1).toString()).out())
                .contains("Silenced until", "2026-11-23 13:00:00 UTC");
    }

    @ParameterizedTest
    @CsvSource({
        "daily 02:00, 23h", // where the clock is set forward
        "daily 02:00, 1d",
        "'Mon,Wed 22:00', 2d",
        "Sun 02:00, 7d"
    })
    void windowsThatWouldTouchAreRefused(String every, String length) {
        assertThatThrownBy(() -> silence("--every", every, "--for", length, "--zone", "Europe/Berlin"))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("--for", "allowed is less than", every);
    }

    @Test
    void theLongestThatIsAllowedIsAllowed() {
        silence("--every", "daily 02:00", "--for", "22h59m59s", "--zone", "Europe/Berlin");
        silence("--every", "Sun 02:00", "--for", "6d22h", "--zone", "Europe/Berlin");
        assertThat(shell.log.appended).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--every Sunday",
                "--every Sun --zone UTC",
                "--every Sun_25:00",
                "--every Sun_02:00 --zone Mars/Olympus",
                "--every Sun_02:00 --until soon",
                "--every Sun_02:00 --until 2026-11-24",
                "--zone UTC",
                "--until 2027-06-01"
            })
    void whatCanNotBeMeantIsRefusedWithWhatIsAllowed(String options) {
        String[] typed = Stream.concat(
                        Stream.of(options.split(" ")).map(word -> word.replace('_', ' ')), Stream.of("--for", "2h"))
                .toArray(String[]::new);
        assertThatThrownBy(() -> silence(typed))
                .isInstanceOf(Refusal.class)
                .message()
                .matches("--(every|zone|until).*(allowed is|goes with).*");
        assertThat(shell.log.appended).isEmpty();
    }

    private String silence(String... options) {
        String[] typed = Stream.concat(Stream.of("--gateway", "berlin"), Stream.of(options))
                .toArray(String[]::new);
        return shell.run(new SilenceCommand(), typed).out();
    }

    private Silence silenced() {
        return ((Silenced) shell.log.appended.get(shell.log.appended.size() - 1)).silence();
    }
}

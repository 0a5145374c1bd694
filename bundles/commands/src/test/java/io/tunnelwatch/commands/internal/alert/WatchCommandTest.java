package io.tunnelwatch.commands.internal.alert;

import static io.tunnelwatch.commands.internal.Samples.NOON;
import static io.tunnelwatch.commands.internal.TestShell.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.TestShell;
import io.tunnelwatch.commands.internal.live.Picture;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchCommandTest {

    private final TestShell shell = new TestShell();

    @BeforeEach
    void twoAreOpen() {
        shell.log.open.add(Samples.alert(1, AlertState.OPEN, "a"));
        shell.log.open.add(Samples.alert(2, AlertState.OPEN, "b"));
    }

    @Test
    void whatIsOpenIsShownTheLatestFirst() {
        Picture picture = typed(new WatchCommand()).look(shell, NOON);

        assertThat(picture.headline()).isEqualTo("2 open alerts (every 1s, q ends)");
        assertThat(picture.table().lines(OptionalInt.of(80), false))
                .hasSize(3)
                .element(1)
                .asString()
                .contains(" a ");
        assertThat(picture.note()).isEmpty();
        assertThat(picture.further()).isFalse();
    }

    @Test
    void aDatabaseThatIsAwayIsSaidBelowWhatTheLogKnows() {
        shell.history.health = Samples.sick();

        Picture picture = typed(new WatchCommand()).look(shell, NOON);

        assertThat(picture.table().lines(OptionalInt.empty(), false)).hasSize(3);
        assertThat(picture.note()).get().asString().startsWith("The alert history is not available (READONLY");
    }

    @Test
    void itTakesTheFiltersOfTheList() {
        assertThat(typed(new WatchCommand(), "--peer", "b").look(shell, NOON).headline())
                .startsWith("1 open alert (");
        assertThat(typed(new WatchCommand(), "--severity", "INFO")
                        .look(shell, NOON)
                        .headline())
                .startsWith("No alerts match (");
        assertThatThrownBy(() -> typed(new WatchCommand(), "--kind", "X").look(shell, NOON))
                .hasMessageStartingWith("--kind: 'X' is refused");
    }

    @Test
    void withoutLogAndHistoryItIsSaidWhatIsMissing() {
        shell.without(AlertLog.class).without(AlertHistory.class);

        assertThatThrownBy(() -> shell.run(new WatchCommand())).hasMessageStartingWith("The alert log is not here");
    }
}

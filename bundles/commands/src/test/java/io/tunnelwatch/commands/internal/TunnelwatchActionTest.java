package io.tunnelwatch.commands.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.commands.internal.alert.BackupCommand;
import io.tunnelwatch.commands.internal.alert.ListCommand;
import io.tunnelwatch.commands.internal.alert.LogCommand;
import io.tunnelwatch.commands.internal.alert.RebuildCommand;
import io.tunnelwatch.commands.internal.alert.RestoreCommand;
import io.tunnelwatch.commands.internal.alert.ShowCommand;
import io.tunnelwatch.commands.internal.alert.StoreCheckCommand;
import io.tunnelwatch.commands.internal.alert.StoreCommand;
import io.tunnelwatch.commands.internal.wg.ExplainCommand;
import io.tunnelwatch.commands.internal.wg.GatewaysCommand;
import io.tunnelwatch.commands.internal.wg.PeerCommand;
import io.tunnelwatch.commands.internal.wg.PeersCommand;
import io.tunnelwatch.commands.internal.wg.ProbeCommand;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.log.AlertLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.impl.action.command.DefaultActionPreparator;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TunnelwatchActionTest {

    private final FakeFramework framework = new FakeFramework();

    @Test
    void aRefusalIsOneHarmlessLineForKaraf() throws Exception {
        framework.services.put(AlertLog.class, new MemoryLog());
        ShowCommand command = framework.inject(new ShowCommand());
        new DefaultActionPreparator().prepare(command, null, List.of("\u001b[2J\n"));

        // of exactly this class, which Karaf prints without a stack trace and does not log as an error
        assertThatThrownBy(command::execute)
                .isExactlyInstanceOf(CommandException.class)
                .satisfies(e -> assertThat(((CommandException) e).getNiceHelp())
                        .isEqualTo("'\\u001b[2J\\u000a' is not the id of an alert, nor the beginning of one"));
    }

    @Test
    void aDatabaseThatIsNeededAndDownIsOneLineToo() throws Exception {
        MemoryHistory history = new MemoryHistory();
        history.health = Samples.sick();
        framework.services.put(AlertHistory.class, history);
        ShowCommand command = framework.inject(new ShowCommand());
        new DefaultActionPreparator().prepare(command, null, List.of("0199"));

        assertThatThrownBy(command::execute)
                .isExactlyInstanceOf(CommandException.class)
                .hasMessageStartingWith("The alert history is not available (READONLY)");
        assertThat(framework.held).isEmpty();
    }

    @Test
    void servicesAreFoundAtEachExecutionAndGivenBack() throws Exception {
        ListCommand command = framework.inject(new ListCommand());
        assertThatThrownBy(command::execute).isInstanceOf(CommandException.class);

        framework.services.put(AlertLog.class, new MemoryLog());

        assertThat(printedBy(command)).isEqualTo("No open alerts.\n");
        assertThat(framework.held).isEmpty();
    }

    @Test
    void aServiceThatIsFoundAgainAndAgainIsHeldOnce() {
        framework.services.put(AlertLog.class, new MemoryLog());
        try (OsgiServices services = new OsgiServices(framework.context())) {
            for (int look = 0; look < 100; look++) {
                assertThat(services.log()).isPresent();
            }

            assertThat(framework.held).hasSize(1);
        }
        assertThat(framework.held).isEmpty();
    }

    @Test
    void badNewsThatWerePrintedAreAnExitStatusAndNothingElse() throws Exception {
        MemoryMaintenance maintenance = new MemoryMaintenance();
        maintenance.problems.add("row 7 missing from index alert_by_time");
        framework.services.put(HistoryMaintenance.class, maintenance);
        StoreCheckCommand command = framework.inject(new StoreCheckCommand());
        new DefaultActionPreparator().prepare(command, null, List.of("--json"));

        // a number is the exit status for Karaf's SSH server
        assertThat(printed(() -> assertThat(command.execute()).isEqualTo(1)))
                .isEqualTo("{\"problems\":[\"row 7 missing from index alert_by_time\"]}\n");
    }

    @Test
    void behindBinClientNobodyIsAskedAndNothingHangs() throws Exception {
        MemoryMaintenance maintenance = new MemoryMaintenance();
        framework.services.put(HistoryMaintenance.class, maintenance);
        RebuildCommand command = framework.inject(new RebuildCommand());

        assertThatThrownBy(command::execute)
                .isExactlyInstanceOf(CommandException.class)
                .hasMessageContaining("--yes");
        assertThat(maintenance.calls).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(TunnelwatchAction command) throws Exception {
        Command annotation = command.getClass().getAnnotation(Command.class);

        String help = printed(() -> {
            boolean toBeRun =
                    new DefaultActionPreparator().prepare(command, FakeFramework.session(), List.of("--help"));
            assertThat(toBeRun).isFalse();
        });

        assertThat(help).contains(annotation.description()).contains("--json").doesNotContain("[]");
        assertThat(command.getClass()).hasAnnotation(Service.class).isPublic();
    }

    static Stream<TunnelwatchAction> commands() {
        return Stream.of(
                new ListCommand(),
                new ShowCommand(),
                new StoreCommand(),
                new LogCommand(),
                new BackupCommand(),
                new RestoreCommand(),
                new RebuildCommand(),
                new StoreCheckCommand(),
                new GatewaysCommand(),
                new PeersCommand(),
                new PeerCommand(),
                new ExplainCommand(),
                new ProbeCommand());
    }

    private static String printedBy(Action action) throws Exception {
        return printed(action::execute);
    }

    private interface Printing {
        void print() throws Exception;
    }

    private static String printed(Printing printing) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, UTF_8));
        try {
            printing.print();
        } finally {
            System.setOut(before);
        }
        return out.toString(UTF_8);
    }
}

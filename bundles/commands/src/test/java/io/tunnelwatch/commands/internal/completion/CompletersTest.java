package io.tunnelwatch.commands.internal.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.commands.internal.FakeFramework;
import io.tunnelwatch.commands.internal.MemoryLog;
import io.tunnelwatch.commands.internal.MemoryMaintenance;
import io.tunnelwatch.commands.internal.MemoryNotifier;
import io.tunnelwatch.commands.internal.MemoryProbe;
import io.tunnelwatch.commands.internal.MemoryRecordings;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletersTest {

    private final FakeFramework framework = new FakeFramework();
    private final MemoryProbe probe = new MemoryProbe();
    private final MemoryMaintenance maintenance = new MemoryMaintenance();
    private final MemoryLog log = new MemoryLog();
    private final MemoryNotifier notifier = new MemoryNotifier();

    @BeforeEach
    void servicesAreThere() {
        framework.services.put(WireGuardProbe.class, probe);
        framework.services.put(HistoryMaintenance.class, maintenance);
        framework.services.put(AlertLog.class, log);
        framework.services.put(Notifier.class, notifier);
        framework.services.put(Recordings.class, new MemoryRecordings());
    }

    @Test
    void openAlertsAreProposedByTheirIds() throws Exception {
        log.open.add(Samples.alert(1, AlertState.OPEN, "a"));
        log.open.add(Samples.alert(2, AlertState.OPEN, "b"));

        assertThat(proposals(new AlertIdCompleter(), "0199a4b2-0002")).containsExactly(Samples.id(2) + " ");
        assertThat(proposals(new AlertIdCompleter(), "")).hasSize(2);
    }

    @Test
    void channelsAreProposedByName() throws Exception {
        notifier.channels.add(new ChannelStatus(
                "email.noc",
                "",
                ChannelStatus.State.WORKING,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of()));

        assertThat(proposals(new ChannelCompleter(), "")).containsExactly("email.noc ");
    }

    @Test
    void peersAreProposedByNameAndOnceSomethingIsTypedByKeyToo() throws Exception {
        probe.peers.add(Samples.peer("berlin", "laptop-7", Verdict.UP));
        probe.peers.add(Samples.peer("oslo", "laptop-7", Verdict.UP));

        assertThat(proposals(new PeerCompleter(), "")).containsExactly("laptop-7 ");
        assertThat(proposals(new PeerCompleter(), "lap")).containsExactly("laptop-7 ", Samples.key("laptop-7") + " ");
    }

    @Test
    void whatCouldHarmATerminalOrNeedsQuotesIsNotProposed() throws Exception {
        probe.peers.add(Samples.peer("berlin", "evil\u001b[2J", Verdict.UP));
        probe.peers.add(Samples.peer("berlin", "two words", Verdict.UP));
        probe.peers.add(Samples.peer("berlin", "$(reboot)", Verdict.UP));

        assertThat(proposals(new PeerCompleter(), "")).isEmpty();
    }

    @Test
    void gatewaysAreProposed() throws Exception {
        probe.gateways.add(Samples.gateway("berlin", GatewayStatus.State.UP));

        assertThat(proposals(new GatewayCompleter(), "b")).containsExactly("berlin ");
    }

    @Test
    void constantsAreProposed() throws Exception {
        assertThat(proposals(new AlertKindCompleter(), "PEER_")).hasSize(6).contains("PEER_DOWN ");
        assertThat(proposals(new AlertStateCompleter(), "")).containsExactly("ACKNOWLEDGED ", "OPEN ", "RESOLVED ");
        assertThat(proposals(new SeverityCompleter(), "C")).containsExactly("CRITICAL ");
        assertThat(proposals(new VerdictCompleter(), "D")).containsExactly("DOWN ");
    }

    @Test
    void backupsAreProposedAndOtherFilesToo(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("alerts.db"));
        maintenance.backups.add(MemoryMaintenance.backup(1));
        maintenance.backups.add(MemoryMaintenance.backup(2));

        assertThat(candidates("/karaf/"))
                .containsExactly(
                        MemoryMaintenance.backup(2).file().toString(),
                        MemoryMaintenance.backup(1).file().toString());
        assertThat(candidates(folder + "/")).containsExactly(file.toString());
    }

    @Test
    void settingsAreProposedUpToTheirValue() throws Exception {
        List<Candidate> candidates = new ArrayList<>();
        framework
                .inject(new SettingCompleter())
                .completeCandidates(FakeFramework.session(), new ArgumentCommandLine("st", 2), candidates);

        assertThat(candidates).singleElement().satisfies(candidate -> {
            assertThat(candidate.value()).isEqualTo("staleAfterSeconds=");
            assertThat(candidate.complete()).isFalse();
        });
    }

    @Test
    void nothingIsProposedWhileTheServiceIsAbsent() throws Exception {
        framework.services.clear();

        assertThat(proposals(new PeerCompleter(), "")).isEmpty();
        assertThat(proposals(new AlertIdCompleter(), "")).isEmpty();
        assertThat(proposals(new BackupCompleter(), "")).isEmpty();
        assertThat(proposals(new SettingCompleter(), "")).isEmpty();
        assertThat(framework.held).isEmpty();
    }

    private List<String> candidates(String typed) throws IllegalAccessException {
        List<Candidate> candidates = new ArrayList<>();
        framework
                .inject(new BackupCompleter())
                .completeCandidates(
                        FakeFramework.session(), new ArgumentCommandLine(typed, typed.length()), candidates);
        return candidates.stream().map(Candidate::value).map(String::strip).toList();
    }

    private List<String> proposals(Completer completer, String typed) throws IllegalAccessException {
        List<String> candidates = new ArrayList<>();
        framework
                .inject(completer)
                .complete(FakeFramework.session(), new ArgumentCommandLine(typed, typed.length()), candidates);
        return candidates;
    }
}

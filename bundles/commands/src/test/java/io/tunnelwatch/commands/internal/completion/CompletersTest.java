package io.tunnelwatch.commands.internal.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.commands.internal.FakeFramework;
import io.tunnelwatch.commands.internal.MemoryLog;
import io.tunnelwatch.commands.internal.MemoryMaintenance;
import io.tunnelwatch.commands.internal.MemoryNotifier;
import io.tunnelwatch.commands.internal.MemoryProbe;
import io.tunnelwatch.commands.internal.MemoryRecordings;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.notifier.ChannelCounts;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    void anIdSaysOfWhatItIsTheLatestFirst() throws Exception {
        log.open.add(Samples.alert(2, AlertState.OPEN, "b"));
        log.open.add(Samples.alert(1, AlertState.OPEN, "a"));

        // 80 columns: the summary is cut to what is left of the line
        assertThat(descriptions(new AlertIdCompleter(), ""))
                .containsExactly(
                        Samples.id(1) + " = berlin: Peer a of berlin had no han...",
                        Samples.id(2) + " = berlin: Peer b of berlin had no han...");
    }

    @Test
    void onlyConsumersThatAreGoneAreProposedToBeForgotten() throws Exception {
        log.consumers.add(
                new ConsumerStatus("alert-store", ConsumerState.CURRENT, Optional.empty(), 0, Optional.empty()));
        log.consumers.add(
                new ConsumerStatus("listener.old", ConsumerState.ABSENT, Optional.empty(), 7, Optional.empty()));

        assertThat(descriptions(new AbsentConsumerCompleter(), ""))
                .containsExactly("listener.old = 7 events are kept for it");
    }

    @Test
    void aPeerSaysItsGatewaysAndVerdicts() throws Exception {
        probe.peers.add(Samples.peer("berlin", "laptop-7", Verdict.UP));
        probe.peers.add(Samples.peer("oslo", "laptop-7", Verdict.DOWN));
        probe.gateways.add(Samples.gateway("berlin", GatewayStatus.State.UP));

        assertThat(descriptions(new PeerCompleter(), "")).containsExactly("laptop-7 = berlin UP, oslo DOWN");
        assertThat(descriptions(new PeerCompleter(), "l"))
                .last()
                .isEqualTo(Samples.key("laptop-7") + " = laptop-7: berlin UP, oslo DOWN");
        assertThat(descriptions(new GatewayCompleter(), "")).containsExactly("berlin = UP, 13 peers");
        assertThat(descriptions(new VerdictCompleter(), "")).contains("NEVER = no handshake yet");
        assertThat(descriptions(new AlertKindCompleter(), "")).contains("PEER_DOWN = CRITICAL");
    }

    @Test
    void aSilenceSaysOfWhatAndWhy() throws Exception {
        log.silences.add(new Silence(
                Samples.id(7),
                Optional.of("berlin"),
                Optional.empty(),
                Optional.of(AlertKind.PEER_DOWN),
                Samples.NOON,
                Samples.NOON.plusSeconds(60),
                "anna",
                Optional.of("new router")));

        assertThat(descriptions(new SilenceIdCompleter(), ""))
                .containsExactly(Samples.id(7) + " = berlin PEER_DOWN: new router");
    }

    @Test
    void aDescriptionFromOutsideIsHarmless() throws Exception {
        probe.peers.add(Samples.peer("berlin\u001b[2J", "laptop-7", Verdict.UP));

        assertThat(descriptions(new PeerCompleter(), "")).containsExactly("laptop-7 = berlin\\u001b[2J UP");
    }

    @Test
    void timesLengthsAndNumbersHaveSuggestions() throws Exception {
        assertThat(proposals(new PastTimeCompleter(), "7")).containsExactly("7d ");
        assertThat(proposals(new DurationCompleter(), "")).contains("15m ", "2h ");
        assertThat(proposals(new IntervalCompleter(), "")).contains("1s ", "1m ");
        assertThat(proposals(new LimitCompleter(), "")).contains("50 ", "1000 ");
        assertThat(proposals(new FutureTimeCompleter(), "")).hasSize(12).allMatch(time -> Instant.parse(time.strip())
                .isAfter(Instant.now()));
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
                List.of(),
                ChannelCounts.NONE));

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
                .containsExactlyInAnyOrder(
                        MemoryMaintenance.backup(2).file().toString(),
                        MemoryMaintenance.backup(1).file().toString());
        assertThat(candidates(folder + "/")).containsExactly(file.toString());
    }

    @Test
    void settingsAreProposedUpToTheirValue() throws Exception {
        List<Candidate> candidates = described(new SettingCompleter(), "st").stream()
                .filter(candidate -> candidate.value().startsWith("st"))
                .toList();

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
        // the shell itself drops what does not begin so
        return described(new BackupCompleter(), typed).stream()
                .map(candidate -> candidate.value().strip())
                .filter(value -> value.startsWith(typed))
                .toList();
    }

    private List<String> descriptions(Completer completer, String typed) throws IllegalAccessException {
        return described(completer, typed).stream()
                .map(candidate -> candidate.value() + " = " + candidate.descr())
                .toList();
    }

    private List<Candidate> described(Completer completer, String typed) throws IllegalAccessException {
        List<Candidate> candidates = new ArrayList<>();
        framework
                .inject(completer)
                .completeCandidates(
                        FakeFramework.session(), new ArgumentCommandLine(typed, typed.length()), candidates);
        return candidates;
    }

    private List<String> proposals(Completer completer, String typed) throws IllegalAccessException {
        List<String> candidates = new ArrayList<>();
        framework
                .inject(completer)
                .complete(FakeFramework.session(), new ArgumentCommandLine(typed, typed.length()), candidates);
        return candidates;
    }
}

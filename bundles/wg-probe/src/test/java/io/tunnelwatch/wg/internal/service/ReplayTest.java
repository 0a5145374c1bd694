package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.dump.DumpText.anInterface;
import static io.tunnelwatch.wg.internal.dump.DumpText.key;
import static io.tunnelwatch.wg.internal.dump.DumpText.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.settings.ConfigurationName;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.ReplayRequest;
import io.tunnelwatch.wg.Replayed;
import io.tunnelwatch.wg.ReplayedEvent;
import io.tunnelwatch.wg.internal.settings.GatewayConfig;
import io.tunnelwatch.wg.internal.settings.GatewaySettingsReader;
import io.tunnelwatch.wg.internal.settings.PeerSettings;
import io.tunnelwatch.wg.internal.settings.WrittenGateway;
import io.tunnelwatch.wg.internal.source.ScenarioSource;
import io.tunnelwatch.wg.internal.testing.Configs;
import io.tunnelwatch.wg.internal.testing.FoldedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final long NOON = 1_795_435_200L;
    private static final Map<String, String> ALWAYS = Map.of("expect", "always");

    @TempDir
    private Path directory;

    private final FoldedLog log = new FoldedLog();
    private final List<String> told = new ArrayList<>();
    private ProbeService probe;
    private Recordings recordings;

    @BeforeEach
    void open() {
        probe = new ProbeService(
                directory.resolve("memory"),
                () -> Optional.of(log),
                Clock.systemUTC(),
                settings -> new Sources.Source(new ScenarioSource(Clock.systemUTC()), publicKey -> Optional.of("ada")
                        .filter(name -> publicKey.equals(key(1)))));
        recordings = probe.recordings();
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void itTellsWhatWouldHaveBeenRaisedAndResolvedWhenAndWhy() throws Exception {
        Path file = write("a.rec", dump(NOON, NOON), dump(NOON + 200, NOON), dump(NOON + 260, NOON + 250));
        Replayed replayed = replay(ALWAYS, file);

        assertThat(told)
                .containsExactly(
                        "2026-11-23T12:03:20Z RAISED PEER_DOWN Peer AAAAAQAA (wg0 on recording) is down: no handshake for"
                                + " 3m20s",
                        "2026-11-23T12:04:20Z RESOLVED PEER_DOWN a handshake 0s ago");
        assertThat(replayed.polls()).isEqualTo(3);
        assertThat(replayed.peers()).isEqualTo(1);
        assertThat(replayed.first()).isEqualTo(Instant.ofEpochSecond(NOON));
        assertThat(replayed.last()).isEqualTo(Instant.ofEpochSecond(NOON + 260));
        assertThat(replayed.raised()).isEqualTo(Map.of(AlertKind.PEER_DOWN, 1L));
        assertThat(replayed.recurred()).isEmpty();
        assertThat(replayed.open()).isZero();
        assertThat(replayed.gateways())
                .containsExactly(new Replayed.Gateway(
                        "recording", "the defaults, for the recording names no gateway, expect = always"));
    }

    @Test
    void nothingIsRaisedOrRemembered() throws Exception {
        replay(ALWAYS, write("a.rec", dump(NOON, NOON), dump(NOON + 200, NOON)));
        assertThat(told).hasSize(1);
        assertThat(log.events()).isEmpty();
        assertThat(directory.resolve("memory")).doesNotExist();
    }

    @Test
    void todaysSettingsOfTheGatewayOfTheRecordedNameCount() throws Exception {
        watch("berlin", Map.of("expect", "always", "staleAfterSeconds", "60"));
        Path file = write(
                "a.rec",
                "poll " + dump(NOON, NOON).replaceFirst("\n", " berlin\n") + "end\n" + "poll "
                        + dump(NOON + 61, NOON).replaceFirst("\n", " berlin\n") + "end\n");

        assertThat(replay(Map.of(), file).gateways())
                .containsExactly(new Replayed.Gateway("berlin", "those of gateway berlin"));
        assertThat(told).singleElement().asString().endsWith("Peer ada (wg0 on berlin) is down: no handshake for 1m1s");
        told.clear();
        replay(Map.of("staleAfterSeconds", "62"), file);
        assertThat(told).isEmpty();
    }

    @Test
    void theSettingsOfAnotherGatewayCountWhenItIsNamed() throws Exception {
        watch("berlin", Map.of("expect", "always", "staleAfterSeconds", "60"));
        Path file = write("a.rec", dump(NOON, NOON), dump(NOON + 61, NOON));

        assertThat(replay(new ReplayRequest(List.of(file), Optional.of("berlin"), Map.of()))
                        .gateways())
                .containsExactly(new Replayed.Gateway("berlin", "those of gateway berlin"));
        assertThat(told).hasSize(1);
        assertThatThrownBy(() -> replay(new ReplayRequest(List.of(file), Optional.of("rome"), Map.of())))
                .isInstanceOf(RecordingException.class)
                .hasMessage("No gateway is watched under the name 'rome': wg:gateways lists them");
    }

    @Test
    void settingsThatLeftTheConfigurationDoNotCount() throws Exception {
        watch("berlin", ALWAYS);
        probe.unwatch("io.tunnelwatch.gateway~berlin");
        probe.configuredGateways().remove("io.tunnelwatch.gateway~berlin");
        Path file = write("a.rec", NOON + " berlin\n" + dump(NOON, NOON).split("\n", 2)[1]);
        assertThat(replay(Map.of(), file).gateways())
                .containsExactly(new Replayed.Gateway(
                        "berlin", "the defaults, for no gateway is watched under the name berlin"));
    }

    @Test
    void theSettingsOfPeersCount() throws Exception {
        probe.putPeer(
                "pid~p",
                new PeerSettings(key(1), Optional.of("boiler"), Optional.empty(), Optional.empty(), List.of()));
        replay(ALWAYS, write("a.rec", dump(NOON, NOON), dump(NOON + 200, NOON)));
        assertThat(told).singleElement().asString().contains("Peer boiler (wg0");
    }

    @Test
    void aWrongSettingIsRefusedInTheWordsOfTheConfiguration() throws Exception {
        Path file = write("a.rec", dump(NOON, NOON));
        ConfigurationName name = new ConfigurationName("io.tunnelwatch.gateway~recording", "recording");
        GatewayConfig wrong = Configs.of(GatewayConfig.class, Map.of("staleAfterSeconds", "often"));
        assertThatThrownBy(() -> replay(Map.of("staleAfterSeconds", "often"), file))
                .isInstanceOf(InvalidSettingException.class)
                .satisfies(refusal -> assertThatThrownBy(() -> GatewaySettingsReader.read(name, wrong))
                        .hasMessage(refusal.getMessage()));
        assertThatThrownBy(() -> replay(Map.of("staleAfter", "60"), file))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("io.tunnelwatch.gateway~recording: staleAfter = '60' is refused, allowed is one"
                        + " of the settings command, ")
                .hasMessageContaining("staleAfterSeconds");
    }

    @Test
    void aWrongSettingIsRefusedInTheNameOfTheGatewayThatIsMeant() throws Exception {
        watch("berlin", ALWAYS);
        Path file = write("a.rec", NOON + " berlin\n" + body(NOON));
        assertThatThrownBy(() -> replay(Map.of("staleAfterSeconds", "often"), file))
                .hasMessageStartingWith("io.tunnelwatch.gateway~berlin: staleAfterSeconds = 'often' is refused");
    }

    @Test
    void everySettingOfTheConfigurationMayBeGiven() throws Exception {
        assertThat(recordings.settings())
                .contains("expect", "interfaces", "outagePercent", "staleAfterSeconds")
                .isSorted();
        replay(Map.of("interfaces", "wg7, wg8", "expect", "always"), write("a.rec", dump(NOON, NOON)));
        assertThat(told).isEmpty();
    }

    @Test
    void afterAGapOfAnHourItSaysWhatAPollThenWouldHaveSaid() throws Exception {
        Path file = write(
                "a.rec",
                NOON + "\n" + anInterface("wg0", 1) + peer("wg0", key(1), NOON) + peer("wg0", key(2), NOON),
                (NOON + 3_600)
                        + "\n"
                        + anInterface("wg0", 1)
                        + peer("wg0", key(1), NOON + 60)
                        + peer("wg0", key(2), NOON));
        Replayed replayed = replay(ALWAYS, file);

        // the handshake of the first has changed meanwhile: it is as old as the poll that saw that
        assertThat(told)
                .containsExactly("2026-11-23T13:00:00Z RAISED PEER_DOWN Peer AAAAAgAA (wg0 on recording) is down: no"
                        + " handshake for 1h");
        assertThat(replayed.longestGap()).isEqualTo(Duration.ofHours(1));
        assertThat(replayed.longestGapEnd()).isEqualTo(Instant.ofEpochSecond(NOON + 3_600));
    }

    @Test
    void aTimeThatGoesBackIsOneIntervalLaterAndSaid() throws Exception {
        Path file = write("a.rec", dump(NOON, NOON), dump(NOON - 3_600, NOON), dump(NOON - 3_600 + 171, NOON));
        Replayed replayed = replay(ALWAYS, file);

        assertThat(replayed.notes())
                .containsExactly(file + ", line 4: its time is 1h before that of the poll before it; it was taken to be"
                        + " one interval, 10s, behind that");
        assertThat(told).singleElement().asString().endsWith("no handshake for 3m1s");
    }

    @Test
    void aClockThatWasSetBackWhileItWasRecordedChangesNothing() throws Exception {
        Path file = write(
                "a.rec",
                "tunnelwatch-recording 1\n",
                "poll " + NOON + " +0.000000000 berlin\n" + body(NOON) + "end\n",
                "poll " + (NOON - 3_600) + " +170.000000000 berlin\n" + body(NOON) + "end\n",
                "poll " + (NOON + 9_000) + " +180.000000000 berlin\n" + body(NOON) + "end\n");
        Replayed replayed = replay(ALWAYS, file);
        assertThat(told).isEmpty();
        assertThat(replayed.notes()).isEmpty();
        assertThat(replayed.longestGap()).isEqualTo(Duration.ofSeconds(170));
    }

    @Test
    void severalFilesAreOneRecordingInTheOrderOfTheirTimes() throws Exception {
        Path later = write("a.rec", dump(NOON + 200, NOON));
        Path earlier = write("b.rec", dump(NOON, NOON));
        assertThat(replay(ALWAYS, later, earlier).polls()).isEqualTo(2);
        assertThat(told).hasSize(1);
    }

    @Test
    void theClockOfOneRecordingSaysNothingAboutThatOfAnother() throws Exception {
        String begin = "tunnelwatch-recording 1\npoll ";
        Path first = write("a.rec", begin + NOON + " +900.000000000 b\n" + body(NOON) + "end\n");
        Path second = write("b.rec", begin + (NOON + 200) + " +0.000000000 b\n" + body(NOON) + "end\n");
        assertThat(replay(ALWAYS, first, second).longestGap()).isEqualTo(Duration.ofSeconds(200));
        assertThat(told).hasSize(1);
    }

    @Test
    void filesThatOverlapAreRefusedBeforeAnythingIsTold() throws Exception {
        Path one = write("a.rec", dump(NOON, NOON), dump(NOON + 200, NOON));
        Path other = write("b.rec", dump(NOON + 100, NOON));
        assertThatThrownBy(() -> replay(ALWAYS, one, other))
                .hasMessage(
                        one + " (until 2026-11-23T12:03:20Z) and " + other
                                + " (from 2026-11-23T12:01:40Z) overlap, so they are not one recording: replay them one by one");
        assertThatThrownBy(() -> replay(ALWAYS, other, other)).hasMessageContaining("overlap");
        assertThat(told).isEmpty();
    }

    @Test
    void severalGatewaysAreJudgedEachForItself() throws Exception {
        Path file = write(
                "a.rec",
                NOON + " berlin\n" + body(NOON),
                NOON + " oslo\n" + body(NOON),
                (NOON + 200) + " berlin\n" + body(NOON + 190),
                (NOON + 200) + " oslo\n" + body(NOON));
        Replayed replayed = replay(ALWAYS, file);
        assertThat(told).singleElement().asString().contains("on oslo");
        assertThat(replayed.gateways()).extracting(Replayed.Gateway::name).containsExactly("berlin", "oslo");
        assertThat(replayed.peers()).isEqualTo(2);
        assertThat(replayed.open()).isEqualTo(1);
    }

    @Test
    void pollsThatFailedAreToldAsTheProbeWould() throws Exception {
        Path file = write("a.rec", dump(NOON, NOON), (NOON + 10) + "\nfailed by hand\n", (NOON + 20) + "\nfailed\n");
        assertThat(replay(ALWAYS, file).failedPolls()).isEqualTo(2);
        assertThat(told)
                .containsExactly(
                        "2026-11-23T12:00:20Z RAISED GATEWAY_UNREACHABLE Gateway recording can not be read: the"
                                + " recording does not say why");
    }

    @Test
    void aFileWithoutAPollIsRefused() throws Exception {
        Path empty = write("a.rec", "");
        assertThatThrownBy(() -> replay(ALWAYS, empty)).hasMessage(empty + " holds no whole poll");
        Path other = write("b.rec", dump(NOON, NOON));
        assertThatThrownBy(() -> replay(ALWAYS, other, empty)).hasMessage(empty + " holds no whole poll");
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        Path file = write("a.rec", dump(NOON, NOON));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> replay(ALWAYS, file)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void notesAreBounded() throws Exception {
        String back = Stream.iterate(NOON, at -> at - 1)
                .limit(50)
                .map(at -> dump(at, NOON))
                .reduce("", String::concat);
        assertThat(replay(ALWAYS, write("a.rec", back)).notes())
                .hasSize(21)
                .last()
                .isEqualTo("There are 29 more such notes");
    }

    @Test
    void nothingIsRecordedOfAGatewayThatIsNotWatched() {
        assertThatThrownBy(() -> recordings.record(
                        directory.resolve("a.rec"), Set.of(), Optional.of(Duration.ZERO), Progress.NONE))
                .hasMessageStartingWith("No gateway is watched, so there is nothing to record");
        assertThatThrownBy(() -> recordings.record(
                        directory.resolve("a.rec"), Set.of("rome"), Optional.of(Duration.ZERO), Progress.NONE))
                .hasMessage("No gateway is watched under the name 'rome': wg:gateways lists them");
        assertThat(directory.resolve("a.rec")).doesNotExist();
    }

    private void watch(String name, Map<String, String> settings) {
        ConfigurationName configuration = new ConfigurationName("io.tunnelwatch.gateway~" + name, name);
        WrittenGateway written = new WrittenGateway(configuration, Configs.of(GatewayConfig.class, settings));
        probe.watch(configuration.pid(), written.read());
        probe.configuredGateways().put(written);
    }

    private Replayed replay(Map<String, String> settings, Path... files)
            throws RecordingException, InterruptedException {
        return replay(new ReplayRequest(List.of(files), Optional.empty(), settings));
    }

    private Replayed replay(ReplayRequest request) throws RecordingException, InterruptedException {
        return recordings.replay(request, event -> told.add(words(event)), Progress.NONE);
    }

    private static String words(ReplayedEvent event) {
        return event.at() + " " + event.change() + " " + event.alert().key().kind() + " " + event.why();
    }

    private Path write(String name, String... parts) throws IOException {
        return Files.writeString(directory.resolve(name), String.join("", parts));
    }

    private static String dump(long at, long handshake) {
        return at + "\n" + body(handshake);
    }

    private static String body(long handshake) {
        return anInterface("wg0", 51820) + peer("wg0", key(1), handshake);
    }
}

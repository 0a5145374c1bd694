package io.tunnelwatch.wg.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.ReplayedEvent;
import io.tunnelwatch.wg.internal.dump.DumpException;
import io.tunnelwatch.wg.internal.dump.DumpParser;
import io.tunnelwatch.wg.internal.dump.DumpText;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import io.tunnelwatch.wg.internal.recording.PollTaps;
import io.tunnelwatch.wg.internal.recording.RecordedPoll;
import io.tunnelwatch.wg.internal.recording.Recorder;
import io.tunnelwatch.wg.internal.recording.RecordingReader;
import io.tunnelwatch.wg.internal.source.GatewaySource;
import io.tunnelwatch.wg.internal.source.PeerNames;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.source.SourceException;
import io.tunnelwatch.wg.internal.testing.Dumps;
import io.tunnelwatch.wg.internal.watch.PeerDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What a replay tells is what the polls that were recorded said, whatever happened to the gateway and the clock. */
class ReplayProperties {

    private static final int STEPS = 120;

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void aReplayTellsWhatThePollsSaid(@ForAll long seed) throws Exception {
        Path directory = Files.createTempDirectory("replay");
        try {
            Story story = new Story(directory, new Random(seed));
            Path file = directory.resolve("story.rec");
            story.recordedTo(file);
            assertThat(replayed(file, story.berlin)).isEqualTo(said(story.berlin.log.events()));
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static List<String> replayed(Path file, Berlin berlin) throws RecordingException, InterruptedException {
        List<String> told = new ArrayList<>();
        GatewayReplay replay = new GatewayReplay(
                berlin.settings,
                new PeerDirectory(berlin.peerSettings, PeerNames.NONE),
                event -> told.add(words(event)),
                new ReplayNotes());
        try (RecordingReader reader = new RecordingReader(file, 0, note -> {})) {
            for (Optional<RecordedPoll> poll = reader.next(); poll.isPresent(); poll = reader.next()) {
                replay.take(poll.get());
            }
        }
        return told;
    }

    private static String words(ReplayedEvent event) {
        return event.at() + " " + event.change() + " " + event.alert().key() + " " + withoutIds(event.why());
    }

    private static List<String> said(List<AlertEvent> events) {
        Map<Object, AlertKey> keys = new HashMap<>();
        List<String> said = new ArrayList<>();
        for (AlertEvent event : events) {
            if (event instanceof Raised raised) {
                keys.put(raised.alertId(), raised.key());
                said.add(raised.at() + " RAISED " + raised.key() + " " + raised.summary());
            } else if (event instanceof Recurred recurred) {
                said.add(recurred.at() + " RECURRED " + keys.get(recurred.alertId()) + " " + recurred.summary());
            } else if (event instanceof Resolved resolved) {
                said.add(resolved.at() + " RESOLVED " + keys.get(((OfAlert) event).alertId()) + " "
                        + withoutIds(resolved.reason()));
            }
        }
        return said;
    }

    /** Ids differ from run to run. */
    private static String withoutIds(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
    }

    /** What happens to a gateway of eight peers on two interfaces, at random. */
    private static final class Story {

        private final Random random;
        private final Berlin berlin;
        private final PollTaps taps;
        private final Map<Integer, Long> handshakes = new TreeMap<>();
        private final int lazy;
        private boolean uplink = true;
        private boolean answers = true;
        private long received;
        private long sent;

        Story(Path directory, Random random) {
            this.random = random;
            this.lazy = 1 + random.nextInt(5);
            this.berlin = new Berlin(directory.resolve("memory"));
            this.taps = new PollTaps(berlin.time, berlin.time::nanos);
            berlin.settings = Dumps.limits(
                    Dumps.settings(random.nextBoolean() ? Expectation.ALWAYS : Expectation.AUTO),
                    new PeerLimits(Dumps.LIMITS.flaps(), Dumps.LIMITS.moves(), Duration.ofMinutes(2)));
            for (int peer = 0; peer < 8; peer++) {
                handshakes.put(
                        peer, random.nextInt(4) == 0 ? 0 : berlin.time.instant().getEpochSecond());
            }
        }

        void recordedTo(Path file) throws Exception {
            Recorder recorder = new Recorder(taps, file, Optional.empty(), Progress.NONE);
            FutureTask<Object> recording = new FutureTask<>(() -> recorder.record(Set.of()));
            Thread thread = new Thread(recording);
            thread.start();
            while (!Files.exists(file) || Files.size(file) == 0) {
                Thread.onSpinWait();
            }
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            thread.interrupt();
            recording.get();
        }

        private void step() {
            switch (random.nextInt(14)) {
                case 0 -> uplink = !uplink;
                case 1 -> berlin.time.jump(Duration.ofMinutes(random.nextInt(240) - 120));
                case 2 -> handshakes.remove(random.nextInt(8));
                case 3 -> handshakes.putIfAbsent(random.nextInt(8), 0L);
                case 5 -> answers = random.nextInt(3) == 0 != answers;
                case 4 -> berlin.time.passSeconds(random.nextInt(4_000));
                default -> {
                    // a quiet while
                }
            }
            handshakes.replaceAll((peer, at) ->
                    uplink && random.nextInt(lazy) == 0 ? berlin.time.instant().getEpochSecond() : at);
            berlin.polls(random.nextInt(90), taps.on("berlin", source()));
        }

        private GatewaySource source() {
            int trouble = random.nextInt(20);
            return new GatewaySource() {
                @Override
                public Reading read() throws SourceException {
                    if (trouble == 0) {
                        throw new SourceException("wg: Operation not permitted");
                    }
                    try {
                        boolean missing = trouble == 1;
                        return new Reading(
                                DumpParser.parse(DumpText.bytes(text(!missing))),
                                missing ? Map.of("wg1", "No such device") : Map.of());
                    } catch (DumpException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
        }

        private String text(boolean both) {
            StringBuilder text = new StringBuilder(DumpText.anInterface("wg0", 51820));
            if (both) {
                text.append(DumpText.anInterface("wg1", 51821));
            }
            handshakes.forEach((peer, at) -> {
                if (peer < 5 || both) {
                    text.append(line(peer, at));
                }
            });
            return text.toString();
        }

        /** As WireGuard prints it, keys and all; its peers talk, go one way, and jump between networks. */
        private String line(int peer, long handshake) {
            received += answers ? random.nextInt(3) * 500L : 0;
            sent += random.nextInt(3) * 7_000L;
            return String.join(
                            "\t",
                            peer < 5 ? "wg0" : "wg1",
                            DumpText.key(peer),
                            DumpText.key(-3),
                            random.nextInt(3) == 0 ? "198.51.100.9:4500" : "192.0.2.7:51820",
                            "10.0.0." + peer + "/32",
                            Long.toString(handshake),
                            Long.toString(received),
                            Long.toString(sent),
                            peer % 2 == 0 ? "25" : "off")
                    + "\n";
        }
    }
}

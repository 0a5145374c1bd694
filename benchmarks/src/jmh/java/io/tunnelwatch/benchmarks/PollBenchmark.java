package io.tunnelwatch.benchmarks;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.internal.dump.Dump;
import io.tunnelwatch.wg.internal.dump.DumpException;
import io.tunnelwatch.wg.internal.dump.DumpParser;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.Moment;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import io.tunnelwatch.wg.internal.rules.Decisions;
import io.tunnelwatch.wg.internal.rules.GatewayRules;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.settings.OutagePolicy;
import io.tunnelwatch.wg.internal.settings.SourceType;
import io.tunnelwatch.wg.internal.source.CommandSource;
import io.tunnelwatch.wg.internal.source.PeerNames;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.source.SourceException;
import io.tunnelwatch.wg.internal.watch.GatewayState;
import io.tunnelwatch.wg.internal.watch.PeerDirectory;
import io.tunnelwatch.wg.internal.watch.Situation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A poll of a gateway (the command, the dump, the verdicts, the rules) against running the same command and reading
 * what it prints through the same pipe.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PollBenchmark {

    @Param({"1000", "10000", "65536"})
    public int peers;

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));
    private final PeerDirectory directory = new PeerDirectory(Map.of(), PeerNames.NONE);
    private final GatewayState state = new GatewayState(Map.of());
    private final GatewayRules rules = new GatewayRules(new TimeOrderedIds(clock));
    private List<String> command = List.of();
    private byte[] text = {};
    private Dump former = Dump.EMPTY;
    private GatewaySettings settings;
    private CommandSource source;

    @Setup
    public void print() throws IOException {
        Path file = BenchData.kept("dumps").resolve(peers + ".dump");
        Files.writeString(file, DumpText.of(peers, clock.instant()));
        text = Files.readAllBytes(file);
        command = List.of("cat", file.toString());
        settings = new GatewaySettings(
                "berlin",
                SourceType.WG,
                command,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                List.of(),
                Expectation.AUTO,
                Duration.ofSeconds(180),
                Duration.ofMinutes(30),
                new OutagePolicy(50, Duration.ofSeconds(180)),
                new PeerLimits(
                        new ChangeLimit(6, Duration.ofMinutes(60)),
                        new ChangeLimit(3, Duration.ofMinutes(10)),
                        Duration.ofMinutes(15)),
                file.getParent());
        source = new CommandSource(command, settings.timeout());
    }

    @Benchmark
    public Decisions poll() throws SourceException, InterruptedException {
        return judge(source.read());
    }

    private Decisions judge(Reading reading) {
        Situation situation = state.read(reading, settings, directory, Moment.of(clock, () -> 1));
        rules.news(situation);
        return rules.decide(situation, OpenAlerts.NONE, Set.of());
    }

    /** Of bytes that are there: one thread does it all, so that its time is the CPU's. */
    @Benchmark
    public Decisions parseAndJudge() throws DumpException {
        former = DumpParser.parse(text, text.length, former);
        return judge(new Reading(former, Map.of()));
    }

    @Benchmark
    public int plainRead() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        try (InputStream in = process.getInputStream()) {
            int bytes = in.readAllBytes().length;
            process.waitFor();
            return bytes;
        }
    }
}

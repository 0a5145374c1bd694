package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A gateway that is polled every second, and remembers when. All its peers are UP. */
final class Gateway {

    /** Its name. */
    static final String NAME = "watched";

    /** Between two polls. */
    static final double INTERVAL_SECONDS = 1;

    private static final int PEERS = 5;

    private final FakeWg wg;
    private final Path calls;

    Gateway(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.wg = new FakeWg(folder);
        this.calls = folder.resolve("calls");
        wg.recordCallsIn(calls);
        isWell();
    }

    void watchedBy(KarafProcess karaf) {
        karaf.writeConfig(
                "io.tunnelwatch.gateway-" + NAME + ".cfg",
                "source = wg",
                "command = " + wg.command(),
                "expect = always",
                "intervalSeconds = 1",
                "timeoutSeconds = 2",
                "staleAfterSeconds = 60",
                "outagePercent = 0", // no loss may hide in an outage
                "flapChanges = 0"); // nor in the alert about a peer that comes and goes
    }

    /** What its {@code wg} does. */
    FakeWg wg() {
        return wg;
    }

    /** Back to what it is when all is well. */
    void isWell() {
        wg.print(peers(PEERS));
    }

    /** So many peers with a fresh handshake. */
    static Map<String, Instant> peers(int count) {
        Map<String, Instant> peers = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(number -> peers.put(FakeWg.publicKey(number), FakeWg.RENEWED));
        return peers;
    }

    /** How much later than after its interval a poll came at most, in seconds, since that time until now. */
    double lateBySince(double uptime) throws IOException {
        List<Double> times = Stream.concat(
                        Files.readAllLines(calls).stream().map(Double::valueOf).filter(time -> time >= uptime),
                        Stream.of(uptime()))
                .toList();
        double longest = 0;
        double before = uptime;
        for (double time : times) {
            longest = Math.max(longest, time - before);
            before = time;
        }
        return Math.max(0, longest - INTERVAL_SECONDS);
    }

    /** Seconds since the machine was started: a clock that nobody sets. */
    static double uptime() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
    }
}

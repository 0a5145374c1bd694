package io.tunnelwatch.wg.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.internal.dump.DumpText;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.source.CommandSource;
import io.tunnelwatch.wg.internal.source.FakeWg;
import io.tunnelwatch.wg.internal.testing.Dumps;
import io.tunnelwatch.wg.internal.testing.Time;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a poll of many peers costs but time. Counted is what the polling thread allocates: the thread that waits for the
 * end of the command sees no peer.
 */
class PollCostTest {

    private static final int PEERS = 10_000;
    private static final int LOST_EVERY = 1_000;
    private static final int WARM_UP = 30;
    private static final int MEASURED = 30;
    /** What is promised for each poll, and what the usual one is kept at. */
    private static final long MOST_BYTES_A_PEER = 1_024;

    private static final long USUAL_BYTES_A_PEER = 512;

    private static final List<String> LINES =
            IntStream.range(0, PEERS).mapToObj(PollCostTest::line).toList();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path memory;

    @TempDir
    private Path programs;

    private Berlin berlin;
    private FakeWg wg;
    private CommandSource source;

    @BeforeEach
    void pollUntilAllIsKnown() throws IOException {
        berlin = new Berlin(memory);
        GatewaySettings usual = Dumps.settings();
        berlin.settings = new GatewaySettings(
                usual.name(),
                usual.source(),
                usual.command(),
                usual.interval(),
                usual.timeout(),
                usual.interfaces(),
                usual.expect(),
                // so that nobody becomes stale meanwhile
                Duration.ofDays(1),
                usual.idleDownAfter(),
                usual.outage(),
                usual.limits(),
                usual.configDirectory());
        wg = FakeWg.printing(programs, text(LINES));
        source = new CommandSource(wg.command(), Duration.ofSeconds(60));
        for (int poll = 0; poll < WARM_UP; poll++) {
            berlin.polls(10, source);
        }
        assertThat(berlin.view.state()).isEqualTo(GatewayStatus.State.UP);
        assertThat(berlin.view
                        .peerStatuses(berlin.time.now())
                        .collect(Collectors.groupingBy(PeerStatus::verdict, Collectors.counting())))
                .containsOnlyKeys(Verdict.UP, Verdict.IDLE, Verdict.DOWN, Verdict.NEVER);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(PEERS / LOST_EVERY);
    }

    @Test
    void aPollOfUnchangedPeersAllocatesLittleAndWritesNothing() throws IOException {
        Map<Path, String> files = files();
        int events = berlin.log.events().size();
        long[] bytesAPeer = new long[MEASURED];
        for (int poll = 0; poll < MEASURED; poll++) {
            bytesAPeer[poll] = bytesAPeerOfAPoll();
        }
        assertThat(files()).isEqualTo(files);
        assertThat(berlin.log.events()).hasSize(events);
        assertLittle("unchanged", bytesAPeer);
    }

    @Test
    void anyOrderOfThePeersIsUnchangedToo() throws IOException {
        Map<Path, String> files = files();
        long[] bytesAPeer = new long[MEASURED];
        for (int poll = 0; poll < MEASURED; poll++) {
            wg.print(shuffled(poll));
            bytesAPeer[poll] = bytesAPeerOfAPoll();
        }
        assertThat(files()).isEqualTo(files);
        assertLittle("unchanged, in another order", bytesAPeer);
    }

    private long bytesAPeerOfAPoll() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        berlin.polls(10, source);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / PEERS;
    }

    private static void assertLittle(String what, long[] bytesAPeer) {
        long[] sorted = bytesAPeer.clone();
        Arrays.sort(sorted);
        long usual = sorted[sorted.length / 2];
        long most = sorted[sorted.length - 1];
        System.out.printf("poll of %d peers, %s: median %d bytes a peer, most %d%n", PEERS, what, usual, most);
        assertThat(usual).isLessThanOrEqualTo(USUAL_BYTES_A_PEER);
        assertThat(most).isLessThanOrEqualTo(MOST_BYTES_A_PEER);
    }

    /** Each file with its inode and the time of its latest change. */
    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(memory)) {
            for (Path file : all.toList()) {
                files.put(file, Files.readAttributes(file, "unix:ino,ctime").toString());
            }
        }
        return files;
    }

    private static byte[] shuffled(long seed) {
        List<String> lines = new ArrayList<>(LINES);
        Collections.shuffle(lines, new Random(seed));
        return text(lines);
    }

    private static byte[] text(List<String> peers) {
        return DumpText.bytes(DumpText.anInterface("wg0", 51820) + String.join("", peers));
    }

    /** Of each kind some: with and without preshared key, keepalive, handshake, of old and new addresses. */
    private static String line(int number) {
        boolean lost = number % LOST_EVERY == 1;
        boolean never = number % 10 == 0;
        boolean idle = number % 4 == 3;
        long handshake = Time.NOON.getEpochSecond() - (lost || idle ? 300_000 : 20);
        String address = number % 7 == 0 ? "[2001:db8:1:2::" + Integer.toHexString(number) + "]" : "203.0.113.7";
        String host = (number >> 8) + "." + (number & 255);
        return String.join(
                        "\t",
                        "wg0",
                        DumpText.key(number),
                        number % 3 == 0 ? DumpText.key(-3) : "(none)",
                        never ? "(none)" : address + ":" + (20_000 + number),
                        "10.0." + host + "/32,fd00:77::" + Integer.toHexString(number) + "/128",
                        never ? "0" : Long.toString(handshake),
                        never ? "0" : Long.toString(123_456_789L + number),
                        Long.toString(98_765_432L + number),
                        lost ? "25" : "off")
                + "\n";
    }
}

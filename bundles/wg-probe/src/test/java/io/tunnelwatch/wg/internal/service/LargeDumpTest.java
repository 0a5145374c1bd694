package io.tunnelwatch.wg.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.internal.dump.DumpException;
import io.tunnelwatch.wg.internal.dump.DumpParser;
import io.tunnelwatch.wg.internal.dump.DumpText;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.testing.Dumps;
import io.tunnelwatch.wg.internal.testing.Time;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeDumpTest {

    private static final int MOST_PEERS = 65_536;
    /** In CPU time, so that a busy machine changes little. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int WARM_UP = 15;
    private static final int MEASURED = 21;

    @TempDir
    private Path directory;

    @Test
    void aPollOfAsManyPeersAsWireGuardAllowsFindsThoseThatAreLost() throws DumpException {
        Berlin berlin = new Berlin(directory);
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        long[] millis = new long[MEASURED];
        for (int poll = 0; poll < WARM_UP + MEASURED; poll++) {
            berlin.time.passSeconds(10);
            byte[] text = dump(berlin.time, poll);
            long start = THREADS.getCurrentThreadCpuTime();
            berlin.reads(0, new Reading(DumpParser.parse(text), Map.of()));
            if (poll >= WARM_UP) {
                millis[poll - WARM_UP] = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "poll of %d peers: median %d ms, worst %d ms%n",
                MOST_PEERS, millis[MEASURED / 2], millis[MEASURED - 1]);
        assertThat(berlin.view.peers()).hasSize(MOST_PEERS);
        assertThat(berlin.log.open(AlertKind.PEER_DOWN)).hasSize(100);
    }

    /** Every peer shakes hands every 120 s, but for a hundred that are lost. */
    private static byte[] dump(Time time, int poll) {
        StringBuilder text = new StringBuilder("wg0\tsecret\tpublic\t51820\toff\n");
        for (int i = 0; i < MOST_PEERS; i++) {
            int age = i < 100 ? 7_200 + 10 * poll : (i + poll) % 12 * 10;
            text.append("wg0\t")
                    .append(DumpText.key(i))
                    .append("\t(none)\t192.0.2.7:51820\t10.0.0.2/32,fd00::2/128\t")
                    .append(time.instant().getEpochSecond() - age)
                    .append("\t123456\t654321\t25\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}

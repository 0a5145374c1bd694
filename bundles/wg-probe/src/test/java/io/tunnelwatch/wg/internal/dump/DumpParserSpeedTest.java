package io.tunnelwatch.wg.internal.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DumpParserSpeedTest {

    private static final int PEERS = 65_536;

    /** In CPU time, so that a busy machine changes little. */
    @Test
    void manyPeersAreReadInAFractionOfAPollsTime() throws DumpException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        byte[] text = DumpText.withPeers(PEERS);
        long[] millis = new long[11];
        for (int i = 0; i < millis.length; i++) {
            long start = threads.getCurrentThreadCpuTime();
            assertThat(DumpParser.parse(text).peers()).hasSize(PEERS);
            millis[i] = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
        }
        Arrays.sort(millis);
        assertThat(millis[millis.length / 2])
                .as("median of %s ms", Arrays.toString(millis))
                .isLessThan(100);
    }
}

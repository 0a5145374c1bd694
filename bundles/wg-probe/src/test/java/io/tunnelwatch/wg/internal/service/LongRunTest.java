package io.tunnelwatch.wg.internal.service;

import static io.tunnelwatch.wg.internal.testing.Dumps.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.memory.GatewayMemory;
import io.tunnelwatch.wg.internal.memory.MemoryFile;
import io.tunnelwatch.wg.internal.testing.Dumps;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongRunTest {

    /** One day at the default interval. */
    private static final int POLLS = 8_640;

    private static final int PEERS = 50;

    @TempDir
    private Path directory;

    @Test
    void whatIsRememberedDoesNotGrowOverADayOfPeersThatComeAndGo() {
        Berlin berlin = new Berlin(directory);
        berlin.settings = Dumps.settings(Expectation.ALWAYS);
        for (int poll = 0; poll < POLLS; poll++) {
            berlin.time.passSeconds(10);
            DumpPeer[] peers = new DumpPeer[PEERS];
            for (int i = 0; i < PEERS; i++) {
                // each 20th poll one peer is exchanged for a new one; every 5th is silent for an hour now and then
                int generation = poll / 20 + i;
                boolean silent = i % 5 == 0 && poll / 360 % 2 == 1;
                peers[i] = peer("peer" + generation, berlin.time.instant().minusSeconds(silent ? 3_600 : 5));
            }
            if (poll % 500 == 499) {
                berlin.fails(0);
            }
            berlin.sees(0, peers);
            if (poll % 1_000 == 10 && !berlin.log.open(AlertKind.PEER_DOWN).isEmpty()) {
                berlin.log.resolveByOperator(
                        berlin.log.open(AlertKind.PEER_DOWN).get(0).id(), berlin.time.instant());
            }
        }
        GatewayMemory memory = new MemoryFile(directory, "berlin").read();
        assertThat(memory.interfaces()).hasSize(1);
        assertThat(memory.interfaces().get("wg0")).hasSize(PEERS);
        assertThat(memory.ended()).hasSameSizeAs(berlin.log.openAlerts().operatorResolutions());
        assertThat(berlin.view.peers()).hasSize(PEERS);
        assertThat(berlin.outbox.pending()).isZero();
        assertThat(berlin.log.openAlerts().alerts()).hasSizeLessThanOrEqualTo(PEERS);
    }
}

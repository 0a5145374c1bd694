package io.tunnelwatch.wg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secret keys are nowhere among the live objects after a read. This JVM never sees them but through the read. */
class KeysInMemoryTest {

    private static final String MAKE_KEYS =
            """
            cd "$(dirname "$0")"
            for kind in private preshared public; do
                [ -s $kind ] || head -c 32 /dev/urandom | base64 >$kind
            done
            """;

    private static final String PRINT_DUMP =
            """
            printf 'wg0\\t%s\\t(none)\\t51820\\toff\\n' "$(cat private)"
            printf 'wg0\\t%s\\t%s\\t(none)\\t(none)\\t0\\t0\\t0\\toff\\n' "$(cat public)" "$(cat preshared)"
            """;

    @TempDir
    private Path directory;

    @Test
    void aReadLeavesNoSecretKeyAmongTheLiveObjects() throws Exception {
        FakeWg wg = FakeWg.running(directory, MAKE_KEYS + PRINT_DUMP);
        CommandSource source = new CommandSource(wg.command(), Duration.ofSeconds(30));

        Reading reading = source.read();

        assertThat(heapHolds("public")).as("what is sought is found").isTrue();
        assertThat(heapHolds("private")).isFalse();
        assertThat(heapHolds("preshared")).isFalse();
        assertThat(reading.dump().peers()).hasSize(1);
        // the source is live until here: what it kept would have been found
        Reference.reachabilityFence(source);
    }

    @Test
    void aReadThatFailsLeavesNoSecretKeyAmongTheLiveObjects() throws Exception {
        FakeWg wg = FakeWg.running(directory, MAKE_KEYS + PRINT_DUMP + "echo garbage");
        CommandSource source = new CommandSource(wg.command(), Duration.ofSeconds(30));

        SourceException failure = null;
        try {
            source.read();
        } catch (SourceException e) {
            failure = e;
        }

        assertThat(failure).hasMessageContaining("line 3");
        assertThat(heapHolds("private")).isFalse();
        assertThat(heapHolds("preshared")).isFalse();
    }

    /** Texts of one byte a character lie in the dump as they are. */
    private boolean heapHolds(String keyFile) throws Exception {
        Path heap = directory.resolve(keyFile + ".hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(heap.toString(), true);
        List<String> grep = List.of(
                "grep", "-q", "-a", "-F", "-f", directory.resolve(keyFile).toString(), heap.toString());
        int status = new ProcessBuilder(grep).inheritIO().start().waitFor();
        assertThat(status).isIn(0, 1);
        return status == 0;
    }
}

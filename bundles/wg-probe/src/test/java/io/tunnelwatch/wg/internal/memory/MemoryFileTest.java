package io.tunnelwatch.wg.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.wg.internal.judge.PastChanges;
import io.tunnelwatch.wg.internal.judge.Patience;
import io.tunnelwatch.wg.internal.judge.PeerMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final GatewayMemory MEMORY = new GatewayMemory(
            Map.of(
                    "wg0",
                    Map.of(
                            "ada",
                            new PeerMemory(
                                    NOON,
                                    Optional.of(NOON.minusSeconds(5)),
                                    Optional.of(NOON),
                                    Optional.of(NOON.plusSeconds(60)),
                                    Optional.empty(),
                                    Optional.of(Patience.LIMITED),
                                    new PastChanges(
                                            List.of(NOON.minusSeconds(300), NOON),
                                            true,
                                            List.of(NOON.minusSeconds(7)),
                                            Optional.of("[2001:db8::13]:51820"),
                                            Optional.of("192.0.2.0/24"))),
                            "bob",
                            PeerMemory.firstSeen(NOON)),
                    "empty",
                    Map.of()),
            Set.of(UUID.randomUUID()));

    private static final String OLDER_CHECKSUM = "17344e98";

    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        MemoryFile file = new MemoryFile(directory.resolve("not/there/yet"), "berlin");
        assertThat(file.read()).isEqualTo(GatewayMemory.NONE);
        file.write(MEMORY);
        assertThat(file.read()).isEqualTo(MEMORY);
        file.write(GatewayMemory.NONE);
        assertThat(file.read()).isEqualTo(GatewayMemory.NONE);
        assertThat(Files.list(file.path().getParent())).hasSize(1);
    }

    /** As version 0.1.0 wrote it before peers had a history. */
    @Test
    void whatAnOlderVersionWroteIsRead() throws IOException {
        MemoryFile file = new MemoryFile(directory, "berlin");
        Files.writeString(
                file.path(),
                """
                tunnelwatch-probe 1
                interface	wg0
                peer	ada	1795435200	1795435195	1795435200	1795435260	-	LIMITED
                peer	bob	1795435200	-	-	-	-	-
                crc	%s
                """
                        .formatted(OLDER_CHECKSUM));
        GatewayMemory memory = file.read();
        assertThat(memory.interfaces().get("wg0").get("bob")).isEqualTo(PeerMemory.firstSeen(NOON));
        PeerMemory ada = memory.interfaces().get("wg0").get("ada");
        assertThat(ada.downUnder()).contains(Patience.LIMITED);
        assertThat(ada.changes()).isEqualTo(PastChanges.NONE);
    }

    @Test
    void anyDamageIsABaseline() throws IOException {
        MemoryFile file = new MemoryFile(directory, "berlin");
        file.write(MEMORY);
        byte[] whole = Files.readAllBytes(file.path());
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x20;
            Files.write(file.path(), damaged);
            assertThat(file.read()).as("byte %d", at).isEqualTo(GatewayMemory.NONE);
        }
    }

    @Test
    void aDirectoryInItsPlaceIsABaseline() throws IOException {
        Files.createDirectory(directory.resolve("berlin.tsv"));
        assertThat(new MemoryFile(directory, "berlin").read()).isEqualTo(GatewayMemory.NONE);
    }

    @Test
    void aGatewaysNameMayHoldAnything() throws IOException {
        for (String name : new String[] {"..", "a/b", "größe", "con\0trol", "a b", "%2E", "x".repeat(500)}) {
            MemoryFile file = new MemoryFile(directory, name);
            file.write(MEMORY);
            assertThat(file.path().getParent()).isEqualTo(directory);
            assertThat(file.read()).isEqualTo(MEMORY);
        }
        assertThat(Files.list(directory)).hasSize(7);
    }
}

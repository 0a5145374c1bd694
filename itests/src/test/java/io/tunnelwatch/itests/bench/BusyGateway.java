package io.tunnelwatch.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A gateway with many peers that are all well: from poll to poll all counters grow, and one in twelve has a new
 * handshake, as with an interval of 10 s and WireGuard's two minutes. After {@link #DIFFERENT} polls it begins again.
 */
final class BusyGateway {

    static final String NAME = "busy";
    private static final int DIFFERENT = 48;
    private static final int RENEWED_EVERY = 12;

    private static final Duration POLLS_LIMIT = Duration.ofMinutes(10);

    private final Path folder;
    private final int peers;
    private final FakeWg wg;
    private final Path calls;

    /** @param folder an empty one */
    BusyGateway(Path folder, int peers) throws IOException {
        this.folder = folder;
        this.peers = peers;
        this.calls = folder.resolve("calls");
        this.wg = new FakeWg(Files.createDirectories(folder.resolve("bin")));
        // no process but cat
        wg.behave("read -r n < '%s'; echo $((n + 1)) > '%s'; exec cat '%s'/dump$((n %% %d))"
                .formatted(calls, calls, folder, DIFFERENT));
    }

    /**
     * Begins again with handshakes of the last two minutes: who is not watched for longer would have lost the others.
     */
    void renew() throws IOException {
        Instant begin = Instant.now();
        for (int poll = 0; poll < DIFFERENT; poll++) {
            Files.writeString(folder.resolve("dump" + poll), Dumps.busy(peers, poll, RENEWED_EVERY, begin));
        }
        Files.writeString(calls, "0\n");
    }

    /** Watched with the settings that it has without any, but for the interval and for who may be silent. */
    void watchedBy(KarafProcess karaf, int intervalSeconds) throws IOException {
        renew();
        karaf.writeConfig(
                "io.tunnelwatch.gateway-" + NAME + ".cfg",
                "source = wg",
                "command = " + wg.command(),
                "intervalSeconds = " + intervalSeconds,
                "expect = always");
    }

    /** Waits for so many more polls, and fails when not every peer is well then. */
    void awaitPolls(KarafProcess karaf, int more) {
        int goal = polls() + more;
        await(more + " polls").atMost(POLLS_LIMIT).until(() -> polls() > goal); // the last one has ended, too
        JsonNode gateway = karaf.json("wg:gateways").get("gateways").get(0);
        assertThat(gateway.get("state").asText()).as("%s", gateway).isEqualTo("UP");
        assertThat(gateway.get("peers").path("UP").asInt()).as("%s", gateway).isEqualTo(peers);
    }

    private int polls() {
        try {
            String count = Files.readString(calls).strip();
            return count.isEmpty() ? 0 : Integer.parseInt(count);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + calls, e);
        }
    }
}

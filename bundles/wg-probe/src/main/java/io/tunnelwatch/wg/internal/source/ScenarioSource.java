package io.tunnelwatch.wg.internal.source;

import io.tunnelwatch.wg.internal.dump.DumpException;
import io.tunnelwatch.wg.internal.dump.DumpParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A scripted gateway, for a machine without WireGuard: its peers come and go, always in the same way since it was made.
 * With {@code staleAfterSeconds} 10, {@code intervalSeconds} 2 and {@code expect} {@code always}, {@code ada} is lost
 * after some 25 s and back after 40 s, again and again. It prints what {@code wg} would print and reads that.
 */
public final class ScenarioSource implements GatewaySource {

    private static final String INTERFACE = "wg0";

    /** The keys are the SHA-256 of some text: nobody has their private halves. */
    private static final List<ScenarioPeer> PEERS = List.of(
            new ScenarioPeer(
                    "ada",
                    "vJkxbilagpmUZxEjHa225w2OeSqd9kERvNBefk1uKMo=",
                    "192.0.2.11:51820",
                    "10.77.0.11/32",
                    15,
                    25,
                    "25"),
            new ScenarioPeer(
                    "grace",
                    "lJ7HR/yygo8D+5/kDEdBJzwDs+Ku1HTlT1gJJPQi7tU=",
                    "192.0.2.12:40127",
                    "10.77.0.12/32",
                    1,
                    0,
                    "25"),
            new ScenarioPeer(
                    "linus",
                    "FIgKAzBnHImod2kL1UbDRv0O56TAKkcsRhROmsv2UcM=",
                    "[2001:db8::13]:51820",
                    "10.77.0.13/32",
                    120,
                    60,
                    "off"),
            new ScenarioPeer(
                    "margaret",
                    "Vzfr28K93aDYeS8M4IcvA4w1HYUxF/UDQJ0GDr+2T2g=",
                    "198.51.100.14:33444",
                    "10.77.0.14/32",
                    300,
                    45,
                    "off"),
            new ScenarioPeer(
                    "ken", "1v4vwsC7x7BL6zcxTqgyfxRJZOk558X8xq0OCIbxkPI=", "(none)", "10.77.0.15/32", 0, 0, "off"));

    private static final String INTERFACE_LINE = INTERFACE + "\t(none)\t(none)\t51820\toff\n";

    private static final Map<String, String> NAMES =
            PEERS.stream().collect(Collectors.toUnmodifiableMap(ScenarioPeer::publicKey, ScenarioPeer::name));

    private final InstantSource clock;
    private final Instant start;

    /** The script starts now. */
    public ScenarioSource(InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public Reading read() throws SourceException {
        long elapsedSeconds =
                Math.max(0, Duration.between(start, clock.instant()).toSeconds());
        String text = PEERS.stream()
                .map(peer -> peer.line(INTERFACE, start.getEpochSecond(), elapsedSeconds))
                .collect(Collectors.joining("", INTERFACE_LINE, ""));
        try {
            return new Reading(DumpParser.parse(text.getBytes(StandardCharsets.US_ASCII)), Map.of());
        } catch (DumpException e) {
            throw new SourceException("the scripted gateway printed what is no dump, " + e.getMessage(), e);
        }
    }

    /** The names of the scripted peers. */
    public PeerNames names() {
        return publicKey -> Optional.ofNullable(NAMES.get(publicKey));
    }
}

package io.tunnelwatch.itests.day;

import io.tunnelwatch.itests.wireguard.FakeWg;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A gateway of 1,000 peers that shake hands every two minutes. About 200 of them an hour fall silent for 5 to 15
 * minutes, and now and then one is exchanged for another. The same day each time.
 */
final class DayGateway {

    static final int PEERS = 1_000;

    private static final Duration HANDSHAKE_EVERY = Duration.ofMinutes(2);
    private static final double SILENCES_PER_SECOND = 200 / 3_600.0;
    private static final double EXCHANGES_PER_SECOND = 2 / 3_600.0;
    private static final int SHORTEST_SILENCE_SECONDS = 300;
    private static final int LONGEST_SILENCE_SECONDS = 900;

    private final SplittableRandom random = new SplittableRandom(20261124);
    private final FakeWg wg;
    private final Map<String, Instant> handshakes = new LinkedHashMap<>();
    private final Map<String, Instant> silentUntil = new LinkedHashMap<>();
    private Optional<String> trouble = Optional.empty();
    private int keys;

    DayGateway(Path folder, Instant now) {
        wg = new FakeWg(folder);
        while (handshakes.size() < PEERS) {
            add(now.minusSeconds(random.nextLong(HANDSHAKE_EVERY.toSeconds())));
        }
    }

    List<String> command() {
        return List.of(wg.command().split(" "));
    }

    /** Does this, in the words of a shell, in place of printing the dump. */
    void troubled(String commands) {
        trouble = Optional.of(commands);
    }

    void well() {
        trouble = Optional.empty();
    }

    /** The interface went down and up: nobody has shaken hands. */
    void forgetHandshakes() {
        handshakes.replaceAll((key, handshake) -> Instant.EPOCH);
    }

    /** So much later: prints how it is now. */
    void live(Duration time, Instant now) {
        silentUntil.values().removeIf(until -> !until.isAfter(now));
        if (random.nextDouble() < SILENCES_PER_SECOND * time.toSeconds()) {
            silentUntil.put(
                    somebody(), now.plusSeconds(random.nextInt(SHORTEST_SILENCE_SECONDS, LONGEST_SILENCE_SECONDS)));
        }
        if (random.nextDouble() < EXCHANGES_PER_SECOND * time.toSeconds()) {
            String gone = somebody();
            handshakes.remove(gone);
            silentUntil.remove(gone);
            add(now);
        }
        handshakes.replaceAll((key, handshake) ->
                silentUntil.containsKey(key) || handshake.plus(HANDSHAKE_EVERY).isAfter(now) ? handshake : now);
        trouble.ifPresentOrElse(wg::behave, () -> wg.print(handshakes));
    }

    private String somebody() {
        return handshakes.keySet().stream()
                .skip(random.nextInt(PEERS))
                .findFirst()
                .orElseThrow();
    }

    private void add(Instant handshake) {
        handshakes.put(FakeWg.publicKey(keys++), handshake);
    }
}

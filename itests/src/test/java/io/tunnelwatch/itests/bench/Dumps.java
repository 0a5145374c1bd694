package io.tunnelwatch.itests.bench;

import io.tunnelwatch.itests.wireguard.FakeWg;
import java.time.Instant;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What {@code wg show all dump} prints on one interface with many peers, and on a server that has had them for long.
 */
final class Dumps {

    private static final int RENEWED_AFTER_SECONDS = 120; // wg: REKEY_AFTER_TIME

    private Dumps() {}

    /** All have had their handshake at that time. */
    static String together(int peers, Instant handshake) {
        return dump(peers, 1, peer -> handshake.getEpochSecond());
    }

    /**
     * As they are in one of many polls, each some seconds after the one before: every counter grows, and each peer has
     * a new handshake in every so many polls, spread evenly.
     *
     * @param poll its number, from 0
     * @param renewedEvery polls from one handshake of a peer to its next
     */
    static String busy(int peers, int poll, int renewedEvery, Instant begin) {
        return dump(peers, poll, peer -> {
            long renewals = (poll + renewedEvery - peer % renewedEvery) / renewedEvery;
            return begin.getEpochSecond() + renewals * RENEWED_AFTER_SECONDS - peer % RENEWED_AFTER_SECONDS;
        });
    }

    private static String dump(int peers, int poll, IntFunction<Long> handshake) {
        StringBuilder dump = new StringBuilder("wg0\t(none)\t(none)\t51820\toff\n");
        IntStream.range(0, peers)
                .forEach(peer -> dump.append(String.format(
                        Locale.ROOT,
                        "wg0\t%s\t(none)\t203.0.%d.%d:%d\t10.%d.%d.%d/32,fd00:77::%x/128\t%d\t%d\t%d\t%s%n",
                        FakeWg.publicKey(peer),
                        peer / 250 % 256,
                        peer % 250 + 1,
                        1024 + peer * 7 % 60000,
                        peer / 62500 % 256,
                        peer / 250 % 250,
                        peer % 250 + 1,
                        peer + 1,
                        handshake.apply(peer),
                        1_480_000L + 7919L * peer + 14_800L * poll,
                        920_000L + 6101L * peer + 9_200L * poll,
                        peer % 4 == 0 ? "25" : "off")));
        return dump.toString();
    }
}

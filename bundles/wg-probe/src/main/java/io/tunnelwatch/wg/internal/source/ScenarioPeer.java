package io.tunnelwatch.wg.internal.source;

/**
 * One peer of the scripted gateway. It is there for a while and away for a while, over and over, and renews its
 * handshake only while it is there.
 *
 * @param presentSeconds 0: it never had a handshake
 * @param absentSeconds 0: it is always there
 * @param keepalive as {@code wg} prints it: seconds, or {@code off}
 */
record ScenarioPeer(
        String name,
        String publicKey,
        String endpoint,
        String allowedIp,
        int presentSeconds,
        int absentSeconds,
        String keepalive) {

    /**
     * How often a peer that is there makes a new handshake. A real one does so every 120 s; the demonstration goes with
     * a {@code staleAfterSeconds} of 10 to show its story within a minute.
     */
    private static final int HANDSHAKE_SECONDS = 5;

    private static final int RX_BYTES_PER_SECOND = 1480;
    private static final int TX_BYTES_PER_SECOND = 920;
    private static final int RETRY_BYTES_PER_SECOND = 30;

    /** Its line in the dump. */
    String line(String interfaceName, long startEpochSeconds, long elapsedSeconds) {
        boolean seen = presentSeconds > 0;
        long present = secondsPresent(elapsedSeconds);
        return String.join(
                        "\t",
                        interfaceName,
                        publicKey,
                        "(none)",
                        seen ? endpoint : "(none)",
                        allowedIp,
                        Long.toString(seen ? startEpochSeconds + latestHandshake(elapsedSeconds) : 0),
                        Long.toString(present * RX_BYTES_PER_SECOND),
                        // handshakes that nobody answers count as sent
                        Long.toString(
                                present * TX_BYTES_PER_SECOND + (elapsedSeconds - present) * RETRY_BYTES_PER_SECOND),
                        keepalive)
                + "\n";
    }

    /** In seconds since the start: the latest multiple of the handshake's period, counted from when the peer came. */
    private long latestHandshake(long elapsedSeconds) {
        if (absentSeconds == 0) {
            return elapsedSeconds - elapsedSeconds % HANDSHAKE_SECONDS;
        }
        long cycle = presentSeconds + absentSeconds;
        long inCycle = Math.min(elapsedSeconds % cycle, presentSeconds - 1L);
        return elapsedSeconds - elapsedSeconds % cycle + inCycle - inCycle % HANDSHAKE_SECONDS;
    }

    private long secondsPresent(long elapsedSeconds) {
        if (absentSeconds == 0) {
            return elapsedSeconds;
        }
        long cycle = presentSeconds + absentSeconds;
        return elapsedSeconds / cycle * presentSeconds + Math.min(elapsedSeconds % cycle, presentSeconds);
    }
}

package io.tunnelwatch.benchmarks;

import java.time.Instant;

/** What {@code wg show all dump} prints of one interface with many peers. */
final class DumpText {

    private DumpText() {}

    /**
     * Peers that shook hands within the last two minutes, but for each twentieth, which is silent for long, as it may
     * be.
     *
     * @param now by the gateway's clock
     */
    static String of(int peers, Instant now) {
        String presharedKey = SampleEvents.publicKey(-1);
        StringBuilder dump = new StringBuilder(peers * 220);
        dump.append("wg0\t").append(SampleEvents.publicKey(-2)).append('\t').append(SampleEvents.publicKey(-3));
        dump.append("\t51820\toff\n");
        for (int peer = 0; peer < peers; peer++) {
            long handshake = now.getEpochSecond() - (peer % 20 == 0 ? 20_000 : peer % 120);
            dump.append("wg0\t")
                    .append(SampleEvents.publicKey(peer))
                    .append('\t')
                    .append(presharedKey);
            dump.append("\t198.51.")
                    .append(peer >> 8 & 0xff)
                    .append('.')
                    .append(peer & 0xff)
                    .append(":51820\t10.");
            dump.append(peer >> 16 & 0xff)
                    .append('.')
                    .append(peer >> 8 & 0xff)
                    .append('.')
                    .append(peer & 0xff);
            dump.append("/32,2001:db8::")
                    .append(Integer.toHexString(peer))
                    .append("/128\t")
                    .append(handshake);
            dump.append('\t').append(1_000_000L + peer * 1_480L).append('\t').append(2_000_000L + peer * 920L);
            dump.append('\t').append(peer % 3 == 0 ? "25" : "off").append('\n');
        }
        return dump.toString();
    }
}

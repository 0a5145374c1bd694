package io.tunnelwatch.wg.internal.dump;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Lines as {@code wg show all dump} prints them, for tests. */
public final class DumpText {

    private DumpText() {}

    /** A key in base64, always the same for the same number. */
    public static String key(int number) {
        byte[] bytes =
                ByteBuffer.allocate(32).putInt(number).putInt(28, ~number).array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** An interface's line. */
    public static String anInterface(String name, int listenPort) {
        return String.join("\t", name, key(-1), key(-2), Integer.toString(listenPort), "off") + "\n";
    }

    /** A peer's line. */
    public static String peer(String interfaceName, String publicKey, long handshakeEpochSeconds) {
        return String.join(
                        "\t",
                        interfaceName,
                        publicKey,
                        key(-3),
                        "192.0.2.7:51820",
                        "10.0.0.2/32,fd00::2/128",
                        Long.toString(handshakeEpochSeconds),
                        "1234",
                        "5678",
                        "25")
                + "\n";
    }

    /** One interface {@code wg0} with so many peers. */
    public static byte[] withPeers(int count) {
        StringBuilder text = new StringBuilder(anInterface("wg0", 51820));
        for (int i = 0; i < count; i++) {
            text.append(peer("wg0", key(i), 1_700_000_000L + i));
        }
        return bytes(text.toString());
    }

    /** The bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

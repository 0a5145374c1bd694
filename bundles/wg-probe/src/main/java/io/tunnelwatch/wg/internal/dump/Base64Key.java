package io.tunnelwatch.wg.internal.dump;

/** The shape of a WireGuard key in text: 32 bytes in base64, which is 43 characters and one {@code =}. */
public final class Base64Key {

    /** How many characters a key has. */
    public static final int LENGTH = 44;

    private static final boolean[] DIGIT = new boolean[256];

    static {
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".toCharArray()) {
            DIGIT[c] = true;
        }
    }

    private Base64Key() {}

    /** Whether these bytes of the text, and no more, are a key. Looks in place, so that no copy of a key is made. */
    public static boolean is(byte[] text, int start, int end) {
        if (end - start != LENGTH || text[end - 1] != '=') {
            return false;
        }
        for (int i = start; i < end - 1; i++) {
            if (!DIGIT[text[i] & 0xff]) {
                return false;
            }
        }
        return true;
    }
}

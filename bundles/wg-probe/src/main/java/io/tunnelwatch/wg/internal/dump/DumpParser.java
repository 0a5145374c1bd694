package io.tunnelwatch.wg.internal.dump;

/** Reads what {@code wg show all dump} prints. */
public final class DumpParser {

    private DumpParser() {}

    /** Reads the whole text. */
    public static Dump parse(byte[] text) throws DumpException {
        return parse(text, text.length);
    }

    /** Reads the first {@code length} bytes of the text. */
    public static Dump parse(byte[] text, int length) throws DumpException {
        if (length == 0) {
            return Dump.EMPTY;
        }
        throw new DumpException(1, "not read yet");
    }
}

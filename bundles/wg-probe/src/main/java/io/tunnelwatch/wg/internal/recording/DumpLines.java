package io.tunnelwatch.wg.internal.recording;

import io.tunnelwatch.wg.internal.dump.Dump;
import io.tunnelwatch.wg.internal.dump.DumpException;
import io.tunnelwatch.wg.internal.dump.DumpParser;
import io.tunnelwatch.wg.internal.source.CommandSource;
import java.util.Arrays;

/** The lines of one dump, until they are parsed. They may hold keys, so that they are cleared then. For one thread. */
final class DumpLines {

    static final int MOST_BYTES = CommandSource.MOST_STDOUT_BYTES;

    private byte[] bytes = new byte[16 << 10];
    private int length;

    /**
     * Takes a line.
     *
     * @return false when the dump becomes too long
     */
    boolean add(byte[] line, int lineLength) {
        int needed = length + lineLength + 1;
        if (needed > MOST_BYTES) {
            return false;
        }
        if (needed > bytes.length) {
            byte[] longer = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(needed, 2L * bytes.length)));
            Arrays.fill(bytes, (byte) 0);
            bytes = longer;
        }
        System.arraycopy(line, 0, bytes, length, lineLength);
        bytes[needed - 1] = '\n';
        length = needed;
        return true;
    }

    /**
     * Takes a line that says nothing, so that the parser counts as the file does.
     *
     * @return false when the dump becomes too long
     */
    boolean skip() {
        return add(bytes, 0);
    }

    /** Reads what was added, as {@link DumpParser#parse(byte[], int, Dump)} does, and forgets it. */
    Dump parse(Dump former) throws DumpException {
        try {
            return DumpParser.parse(bytes, length, former);
        } finally {
            clear();
        }
    }

    void clear() {
        Arrays.fill(bytes, 0, length, (byte) 0);
        length = 0;
    }
}

package io.tunnelwatch.wg.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What a command has printed so far, up to a limit. It may hold keys, so it leaves no copy of its bytes behind: what it
 * grows out of is cleared, and the owner clears the rest. For one thread.
 */
final class OutputBuffer {

    /**
     * Room for one read. Not less than the 8 KiB of the process stream's own buffer, which is passed by only then, and
     * so never holds what was read.
     */
    private static final int MIN_ROOM = 8192;

    /** What one read takes at most, as much as a pipe holds: the JDK reads through a buffer of that size of its own. */
    private static final int MOST_IN_READ = 64 << 10;

    private final int maxBytes;
    private byte[] bytes;
    private int length;
    private boolean full;

    /**
     * @param expectedBytes for which it has room from the start
     * @param maxBytes for which it has room at most
     */
    OutputBuffer(int expectedBytes, int maxBytes) {
        this.bytes = new byte[Math.min(expectedBytes, maxBytes) + MIN_ROOM];
        this.maxBytes = maxBytes;
    }

    /**
     * Takes what can be read without waiting; what goes over the limit is thrown away.
     *
     * @return whether there was anything
     */
    boolean takeAvailable(InputStream in) throws IOException {
        if (in.available() == 0) {
            return false;
        }
        if (bytes.length - length < MIN_ROOM) {
            grow();
        }
        int count = in.read(bytes, length, Math.min(bytes.length - length, MOST_IN_READ));
        length += Math.max(count, 0);
        if (length > maxBytes) {
            full = true;
            Arrays.fill(bytes, maxBytes, length, (byte) 0);
            length = maxBytes;
        }
        return count > 0;
    }

    private void grow() {
        int needed = length + MIN_ROOM;
        byte[] larger = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, maxBytes + MIN_ROOM)));
        // the owner is to clear one array only
        Arrays.fill(bytes, (byte) 0);
        bytes = larger;
    }

    /** Whether more was printed than the limit. */
    boolean isFull() {
        return full;
    }

    int length() {
        return length;
    }

    /** The bytes themselves, {@link #length} of them valid; no copy. */
    byte[] bytes() {
        return bytes;
    }

    void clear() {
        Arrays.fill(bytes, (byte) 0);
        length = 0;
    }
}

package io.tunnelwatch.export;

import io.tunnelwatch.history.ListedAlert;
import java.io.IOException;

/**
 * Writes alerts one after the other, each at once, so that it takes the same memory for any number. It writes to a
 * writer of the caller, who closes that one. For one thread.
 */
public interface AlertWriter {

    /** Writes one alert. */
    void write(ListedAlert alert) throws IOException;

    /** Writes what belongs behind the last alert, and flushes. Without it what was written is no whole document. */
    void end() throws IOException;
}

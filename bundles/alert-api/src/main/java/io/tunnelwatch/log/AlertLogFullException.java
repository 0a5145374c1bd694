package io.tunnelwatch.log;

import java.nio.file.Path;

/** The log's disk is full, and so is the log's reserve. Nothing was written; what was accepted before is safe. */
public final class AlertLogFullException extends AppendRefusedException {

    private static final long serialVersionUID = 1L;

    private final transient Path directory;
    private final long bytesNeeded;

    /**
     * @param directory where the log lies
     * @param bytesNeeded what must become free for this append to go on
     */
    public AlertLogFullException(Path directory, long bytesNeeded, Throwable cause) {
        super(
                "The alert log in " + directory + " is full: free at least " + bytesNeeded
                        + " bytes on its file system, or lower maxBytes of io.tunnelwatch.log",
                cause);
        this.directory = directory;
        this.bytesNeeded = bytesNeeded;
    }

    /** Where the log lies. */
    public Path directory() {
        return directory;
    }

    /** What must become free, in bytes. */
    public long bytesNeeded() {
        return bytesNeeded;
    }
}

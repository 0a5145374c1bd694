package io.tunnelwatch.wg.internal.source;

/** Where the dumps of one gateway come from. Called by one thread at a time. */
public interface GatewaySource {

    /**
     * Reads the gateway once. Returns or throws within the source's own time limit, and leaves nothing running.
     *
     * @throws SourceException the gateway could not be read
     * @throws InterruptedException the caller was interrupted while it waited
     */
    Reading read() throws SourceException, InterruptedException;
}

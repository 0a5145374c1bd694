package io.tunnelwatch.wg.internal.source;

/** Where the dumps of one gateway come from. Called by one thread at a time. */
public interface GatewaySource {

    /** The source's name in the configuration and in {@code wg:gateways}: {@code wg}, {@code scenario}. */
    String type();

    /**
     * Reads the gateway once. Returns or throws within the source's own time limit, and leaves nothing running.
     *
     * @throws SourceException the gateway could not be read
     * @throws InterruptedException the caller was interrupted while it waited
     */
    Reading read() throws SourceException, InterruptedException;
}

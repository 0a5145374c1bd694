package io.tunnelwatch.wg.internal.memory;

import java.io.IOException;

/** Where a gateway's memory lies. Its text says where, for messages. */
public interface MemoryStore {

    /** Remembers nothing. */
    MemoryStore NONE = new MemoryStore() {
        @Override
        public GatewayMemory read() {
            return GatewayMemory.NONE;
        }

        @Override
        public void write(GatewayMemory memory) {
            // what is forgotten need not be written
        }
    };

    /** What it holds; nothing when there is none, or when it can not be read, which is then logged. */
    GatewayMemory read();

    /**
     * Replaces it.
     *
     * @throws IOException the old one is still there
     */
    void write(GatewayMemory memory) throws IOException;
}

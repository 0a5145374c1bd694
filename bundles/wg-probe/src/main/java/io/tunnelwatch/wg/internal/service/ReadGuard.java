package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.wg.internal.source.GatewaySource;
import io.tunnelwatch.wg.internal.source.Reading;
import io.tunnelwatch.wg.internal.source.SourceException;
import java.util.Optional;

/**
 * Ends a read of a gateway from outside, and nothing but a read: an interrupt during an append or a write would close
 * the file under it ({@link java.nio.channels.ClosedByInterruptException}).
 */
final class ReadGuard {

    private Optional<Thread> reader = Optional.empty();
    private boolean closed;

    /** @throws InterruptedException the guard is closed */
    Reading read(GatewaySource source) throws SourceException, InterruptedException {
        enter();
        try {
            return source.read();
        } finally {
            leave();
        }
    }

    /** Ends the read that is under way, and allows no other. */
    synchronized void close() {
        closed = true;
        reader.ifPresent(Thread::interrupt);
    }

    private synchronized void enter() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the gateway is no longer watched");
        }
        reader = Optional.of(Thread.currentThread());
    }

    private synchronized void leave() {
        reader = Optional.empty();
        if (closed) {
            // it may have come when the read was over already; nobody behind here may see it
            Thread.interrupted();
        }
    }
}

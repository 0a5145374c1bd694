package io.tunnelwatch.wg.internal.memory;

import java.util.Optional;

/** A memory file does not hold what was written to it. */
final class DamagedMemoryException extends Exception {

    private static final long serialVersionUID = 1L;

    DamagedMemoryException(String message, Optional<Exception> cause) {
        super(message, cause.orElse(null));
    }
}

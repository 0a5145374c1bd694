package io.tunnelwatch.store.internal.database;

import java.io.IOException;

/** The file is damaged, and is not replaced once more for now. */
public final class RecoveryPostponedException extends IOException {

    private static final long serialVersionUID = 1L;

    public RecoveryPostponedException(String message) {
        super(message);
    }
}

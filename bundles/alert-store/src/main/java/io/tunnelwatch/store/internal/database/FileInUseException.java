package io.tunnelwatch.store.internal.database;

import java.io.IOException;

/** The file could not be exchanged, because somebody of ours still works in it. */
public final class FileInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    public FileInUseException(String message) {
        super(message);
    }
}

package io.tunnelwatch.store.internal.recover;

/** A file can not be restored from. */
final class NotWholeException extends Exception {

    private static final long serialVersionUID = 1L;

    NotWholeException(String message) {
        super(message);
    }
}

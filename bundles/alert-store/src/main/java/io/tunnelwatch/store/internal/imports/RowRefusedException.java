package io.tunnelwatch.store.internal.imports;

/** A row of the older application can not be understood. The message says why, for people. */
final class RowRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RowRefusedException(String reason) {
        super(reason);
    }
}

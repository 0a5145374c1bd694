package io.tunnelwatch.store.internal.entity;

/** A row holds what this version does not know: a newer one wrote it, or a person. */
public final class UnreadableRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableRowException(String table, String id, RuntimeException cause) {
        super("the row " + id + " of " + table + " can not be read: " + cause.getMessage(), cause);
    }
}

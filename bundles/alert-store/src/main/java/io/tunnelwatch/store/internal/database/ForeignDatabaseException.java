package io.tunnelwatch.store.internal.database;

/** The database is not one that this bundle may write to. */
public final class ForeignDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param why what was found in it, and what to do */
    public ForeignDatabaseException(String why) {
        super("The database is not used: " + why);
    }
}

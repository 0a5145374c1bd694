package io.tunnelwatch.store.internal.database;

/** There is no data source for the history now: its configuration is missing, or its bundle is not active. */
public final class NoDataSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoDataSourceException() {
        super("There is no data source named tunnelwatch");
    }
}

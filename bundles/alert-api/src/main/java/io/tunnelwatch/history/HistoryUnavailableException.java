package io.tunnelwatch.history;

/** The history database can not be used now. Nothing is lost: the log holds what the history lacks. */
public class HistoryUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StoreHealth health;

    public HistoryUnavailableException(StoreHealth health) {
        this(health, (Throwable) null);
    }

    /** @param cause what the database threw */
    public HistoryUnavailableException(StoreHealth health, Throwable cause) {
        super(
                "The alert history is not available (" + health.state() + "): "
                        + health.cause().orElse("no cause is known")
                        + health.hint().map(". "::concat).orElse(""),
                cause);
        this.health = health;
    }

    HistoryUnavailableException(StoreHealth health, String message) {
        super(message);
        this.health = health;
    }

    /** How the database was when the call failed, with a hint of what to do. */
    public StoreHealth health() {
        return health;
    }
}

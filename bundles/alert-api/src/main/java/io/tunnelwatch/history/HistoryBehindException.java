package io.tunnelwatch.history;

/** The history answers, but it is so far behind the log that what it says with the log's help is not all. */
public class HistoryBehindException extends HistoryUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * @param health how the database is
     * @param pending that so many alerts or more are not in the history yet
     */
    public HistoryBehindException(StoreHealth health, int pending) {
        super(
                health,
                "The alert history lacks the latest of " + pending
                        + " alerts or more, which the log keeps: try again when it has caught up");
    }
}

package io.tunnelwatch.itests.load;

import java.util.Optional;

/**
 * A line of the load bundle's {@code states.csv}: how store and log were at one time.
 *
 * @param nanos of the machine's monotonic clock
 * @param health of the store, ABSENT without one
 * @param lag of the history; -1 when the log did not say
 * @param atWork threads of the load that offer something
 * @param waiting events that were refused and are kept
 * @param url of the database; empty when not known
 * @param lastFault of the store, as its state and its time with an {@code @} between; empty when there was none
 */
public record State(
        long nanos,
        String health,
        long lag,
        long lastSequence,
        int atWork,
        long waiting,
        String url,
        String lastFault) {

    private static final int FIELDS = 8;

    /** Empty for a line that was cut short by a kill. */
    public static Optional<State> parse(String line) {
        String[] fields = line.split(",", -1);
        return fields.length == FIELDS
                ? Optional.of(new State(
                        Long.parseLong(fields[0]),
                        fields[1],
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3]),
                        Integer.parseInt(fields[4]),
                        Long.parseLong(fields[5]),
                        fields[6],
                        fields[7]))
                : Optional.empty();
    }

    /** Whether the store is well. */
    public boolean isAvailable() {
        return health.equals("AVAILABLE");
    }

    /** Whether the store is well and has all. */
    public boolean isCurrent() {
        return isAvailable() && lag == 0;
    }
}

package io.tunnelwatch.itests.load;

import java.util.Optional;

/**
 * A line of the load bundle's {@code offers.csv}.
 *
 * @param what offered, accepted, refused, stale or broken
 * @param type of the event
 * @param begin in nanoseconds of the machine's monotonic clock
 * @param detail a tag for what is offered, an error for what is refused
 */
public record Offer(String what, String event, String alert, String type, long begin, long micros, String detail) {

    private static final int FIELDS = 7;

    /** Empty for a line that was cut short by a kill. */
    public static Optional<Offer> parse(String line) {
        String[] fields = line.split(",", -1);
        return fields.length == FIELDS
                ? Optional.of(new Offer(
                        fields[0],
                        fields[1],
                        fields[2],
                        fields[3],
                        Long.parseLong(fields[4]),
                        Long.parseLong(fields[5]),
                        fields[6]))
                : Optional.empty();
    }
}

package io.tunnelwatch.load.internal;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.OfAlert;
import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.StaleStateException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Offers events to the log, if it is there, and writes down each offer and its outcome: {@code offered} before the
 * first try of an event, then {@code accepted}, {@code refused} (once for each try), {@code stale}, or {@code broken}
 * for what no append may answer. A line is: what, event id, alert id, type, begin in nanoseconds of the monotonic
 * clock, microseconds, detail. Safe for any number of threads.
 */
final class Offers {

    private final Supplier<Optional<AlertLog>> log;
    private final Csv record;

    Offers(Supplier<Optional<AlertLog>> log, Csv record) {
        this.log = log;
        this.record = record;
    }

    /** What is open; absent while the log cannot tell. */
    Optional<OpenAlerts> openAlerts() {
        return log.get().filter(AlertLog::isOpen).map(AlertLog::openAlerts);
    }

    /**
     * To be called once for events, before they are offered for the first time.
     *
     * @param tag the detail of the line
     */
    void begin(List<? extends OfAlert> events, String tag) {
        write("offered", events, System.nanoTime(), 0, tag);
    }

    Outcome offer(List<? extends OfAlert> events) {
        long begin = System.nanoTime();
        try {
            Optional<AlertLog> present = log.get();
            if (present.isEmpty()) {
                return written("refused", events, begin, "no AlertLog service", Outcome.REFUSED);
            }
            present.get().append(List.<AlertEvent>copyOf(events));
            return written("accepted", events, begin, "", Outcome.ACCEPTED);
        } catch (StaleStateException e) {
            return written("stale", events, begin, e.getMessage(), Outcome.STALE);
        } catch (AppendRefusedException e) {
            return written(
                    "refused", events, begin, e.getClass().getSimpleName() + ": " + e.getMessage(), Outcome.REFUSED);
        } catch (RuntimeException | LinkageError e) { // the contract names no other answer: that is a finding
            return written("broken", events, begin, e.toString(), Outcome.REFUSED);
        }
    }

    private Outcome written(String what, List<? extends OfAlert> events, long begin, String detail, Outcome outcome) {
        write(what, events, begin, (System.nanoTime() - begin) / 1_000, detail);
        return outcome;
    }

    private void write(String what, List<? extends OfAlert> events, long begin, long micros, String detail) {
        events.forEach(event -> record.line(
                what, event.id(), event.alertId(), event.getClass().getSimpleName(), begin, micros, detail));
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.text.Sizes;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.StoreStatus;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of the history is kept, in words. */
final class RetentionWords {

    /** As SQLite calls a file that gives no room back. */
    private static final String NEVER_SHRINKS = "NONE";

    private RetentionWords() {}

    static String kept(StoreStatus.Retention retention) {
        Optional<String> age = retention.days().map(days -> days + (days == 1 ? " day" : " days") + " after their end");
        Optional<String> count = retention
                .maxAlerts()
                .map(most -> "when there " + (most == 1 ? "is 1 newer one" : "are " + most + " newer ones"));
        String when = Stream.of(age, count).flatMap(Optional::stream).collect(Collectors.joining(", or "));
        return when.isEmpty() ? "everything is kept" : "alerts go " + when + "; open ones stay";
    }

    static Optional<String> lastRetired(StoreStatus.Retention retention, Times times) {
        return retention
                .lastRetired()
                .map(retired -> times.both(retired.at()) + ": " + retired.alerts()
                        + (retired.alerts() == 1 ? " alert, " : " alerts, ") + retired.events()
                        + (retired.events() == 1 ? " event; " : " events; ") + "the file gave "
                        + Sizes.format(retired.bytesGivenBack())
                        + " back");
    }

    /**
     * What is said behind the size of the file.
     *
     * @param autoVacuum whether the file gives room back, as SQLite calls it
     */
    static String free(Optional<Long> freeBytes, @Nullable String autoVacuum) {
        return freeBytes
                .filter(bytes -> bytes > 0)
                .map(bytes -> ", " + Sizes.format(bytes) + " of it free"
                        + (NEVER_SHRINKS.equals(autoVacuum)
                                ? " (for new alerts; it gets smaller with alert:rebuild only)"
                                : ""))
                .orElse("");
    }
}

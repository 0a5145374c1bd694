package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.text.Sizes;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.StoreStatus;
import java.util.Optional;

/** What of the history is kept, in words. */
final class RetentionWords {

    /** As SQLite calls a file that gives no room back. */
    private static final String NEVER_SHRINKS = "NONE";

    private RetentionWords() {}

    static String kept(StoreStatus.Retention retention) {
        Optional<String> age = retention
                .days()
                .map(days -> "alerts for " + days + (days == 1 ? " day" : " days") + " after their end");
        Optional<String> count =
                retention.maxAlerts().map(most -> "the newest " + most + (most == 1 ? " alert" : " alerts"));
        if (age.isEmpty() && count.isEmpty()) {
            return "everything is kept";
        }
        return "kept are "
                + age.map(words -> words + count.map(of -> ", of " + of).orElse(""))
                        .or(() -> count)
                        .orElse("") + ", and all that are open";
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

    /** What is said behind the size of the file. */
    static String free(StoreDocument store) {
        return store.freeBytes()
                .filter(bytes -> bytes > 0)
                .map(bytes -> ", " + Sizes.format(bytes) + " of it free"
                        + (NEVER_SHRINKS.equals(store.pragmas().get("auto_vacuum"))
                                ? " (for new alerts; it gets smaller with alert:rebuild only)"
                                : ""))
                .orElse("");
    }
}

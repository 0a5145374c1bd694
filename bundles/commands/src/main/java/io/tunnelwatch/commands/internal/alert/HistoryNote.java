package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Absent;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.history.StoreHealth;
import java.util.Optional;

/** The one line that says what an answer may lack. */
final class HistoryNote {

    private HistoryNote() {}

    /**
     * What to say, if anything.
     *
     * @param history how the history was; absent when its bundle is
     * @param openOnly whether only what is open was asked for, so that the log alone can answer in full
     */
    static Optional<String> of(Services services, Optional<StoreHealth> history, boolean openOnly) {
        if (services.openLog().isEmpty()) {
            return Optional.of(services.noOpenLog() + "; this is what the history has");
        }
        if (history.isEmpty()) {
            return openOnly ? Optional.empty() : Optional.of(Absent.HISTORY + "; this is what the log knows");
        }
        return history.filter(health -> !health.isAvailable()).map(HistoryNote::sick);
    }

    /**
     * What to say after something was done that the history is to have.
     *
     * @param history how it was; absent when its bundle is
     */
    static Optional<String> behind(Optional<StoreHealth> history) {
        if (history.isEmpty()) {
            return Optional.of("It is in the log. " + Absent.HISTORY + "; it follows when it is");
        }
        return history.filter(health -> !health.isAvailable())
                .map(health -> "It is in the log. The alert history is not available (" + health.state()
                        + "); it follows when it is");
    }

    private static String sick(StoreHealth health) {
        return "The alert history is not available ("
                + health.state()
                + health.cause().map(cause -> ": " + cause).orElse("")
                + "); this is what the log knows"
                + health.hint().map(hint -> ". " + hint).orElse("");
    }
}

package io.tunnelwatch.store.internal.retain;

import java.util.Optional;

/**
 * What of the history is kept.
 *
 * @param days how many days an alert is kept after its end; empty for ever
 * @param maxAlerts how many alerts are kept, the newest ones; empty for all
 */
public record RetentionSettings(Optional<Integer> days, Optional<Long> maxAlerts) {

    /** Everything is kept. */
    public static final RetentionSettings ALL = of(0, 0);

    /** As they are configured: 0 stands for no limit. */
    public static RetentionSettings of(int days, long maxAlerts) {
        return new RetentionSettings(
                Optional.of(days).filter(limit -> limit > 0),
                Optional.of(maxAlerts).filter(limit -> limit > 0));
    }

    /** Whether anything is ever retired. */
    boolean isLimited() {
        return days.isPresent() || maxAlerts.isPresent();
    }
}

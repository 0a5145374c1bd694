package io.tunnelwatch.log;

import io.tunnelwatch.log.LogStatus.ConsumerState;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import java.util.List;

/** The consumers that a log keeps events for though they are not here. */
public final class AbsentConsumers {

    private AbsentConsumers() {}

    /** Those of a log, by id. */
    public static List<ConsumerStatus> of(AlertLog log) {
        return log.status().consumers().stream()
                .filter(consumer -> consumer.state() == ConsumerState.ABSENT)
                .toList();
    }

    /**
     * Makes the log forget one that will not come back.
     *
     * @throws IllegalArgumentException the log knows none of this id
     * @throws IllegalStateException it is here; it would go on as if it were new
     */
    public static void forget(AlertLog log, String consumerId) {
        ConsumerStatus consumer = log.status()
                .consumer(consumerId)
                .orElseThrow(() -> new IllegalArgumentException("The log knows no consumer " + consumerId));
        if (consumer.state() != ConsumerState.ABSENT) {
            throw new IllegalStateException(consumerId + " is here; only one that is ABSENT can be forgotten");
        }
        log.forget(consumerId);
    }
}

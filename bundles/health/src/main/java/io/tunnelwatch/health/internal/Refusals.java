package io.tunnelwatch.health.internal;

import io.tunnelwatch.log.AppendCounts;

/**
 * Whether the log refuses alerts for its disk, by what it counted between two looks: it does from a look that saw more
 * refusals until one that saw only acceptances. What was before the first look does not count. Safe for any number of
 * threads.
 */
final class Refusals {

    private boolean looked;
    private boolean refusing;
    private long refusedBefore;
    private long acceptedBefore;

    /** Looks again; answers whether the log refuses alerts. */
    synchronized boolean look(AppendCounts now) {
        long refused = now.full() + now.unavailable();
        boolean isNewLog = now.events() < acceptedBefore || refused < refusedBefore;
        if (!looked || isNewLog) {
            refusing = false;
        } else if (refused > refusedBefore) {
            refusing = true;
        } else if (now.events() > acceptedBefore) {
            refusing = false;
        }
        looked = true;
        refusedBefore = refused;
        acceptedBefore = now.events();
        return refusing;
    }
}

package io.tunnelwatch.notifier.alertmanager.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was told to be over not long ago, to be told again for a while, as Prometheus does: an Alertmanager whose clock
 * is behind ours, be it by milliseconds, takes an end that is still to come for none, and one that was away has missed
 * it. Either would keep the alert until its time is up.
 */
final class RecentEnds {

    private static final int MOST = 1000;

    private record Ended(PostedAlert alert, Instant toldAt) {}

    private final Duration keptFor;
    private final Map<Map<String, String>, Ended> ends = new LinkedHashMap<>();

    /** @param keptFor after which time nobody takes it for open any more */
    RecentEnds(Duration keptFor) {
        this.keptFor = keptFor;
    }

    /** These were taken. One that is open ends the end of the one before it. */
    void told(List<PostedAlert> alerts, Instant now) {
        for (PostedAlert alert : alerts) {
            ends.remove(alert.labels());
            if (!alert.endsAt().isAfter(now)) {
                ends.put(alert.labels(), new Ended(alert, now));
            }
        }
        ends.values().removeIf(ended -> ended.toldAt().plus(keptFor).isBefore(now));
        ends.keySet()
                .removeAll(ends.keySet().stream()
                        .limit(Math.max(0, ends.size() - MOST))
                        .toList());
    }

    /** The end of each alert that may be taken for open somewhere. */
    List<PostedAlert> at(Instant now) {
        return ends.values().stream()
                .filter(ended -> ended.toldAt().plus(keptFor).isAfter(now))
                .map(Ended::alert)
                .toList();
    }
}

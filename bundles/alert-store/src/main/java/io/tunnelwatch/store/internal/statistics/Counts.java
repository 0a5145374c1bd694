package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.history.AlertStatistics.OfDay;
import io.tunnelwatch.history.AlertStatistics.OfGateway;
import io.tunnelwatch.history.AlertStatistics.OfKind;
import io.tunnelwatch.store.internal.query.AlertRow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/** How many alerts there were, and how long they took. For one thread. */
final class Counts {

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Over when they are raised. */
    private static final Set<AlertKind> MESSAGES = EnumSet.of(AlertKind.PEER_ADDED, AlertKind.PEER_REMOVED);

    private final Map<AlertKind, Long> byKind = new EnumMap<>(AlertKind.class);
    private final Map<String, Long> byGateway = new HashMap<>();
    private final Map<Long, Long> byDay = new HashMap<>();
    private final Mean acknowledged = new Mean();
    private final Mean resolved = new Mean();
    private long all;

    /** A mean of times in milliseconds. */
    static final class Mean {
        private long count;
        private double sum;

        /** What ended before it began, by a clock that was set, took no time. */
        private void add(long from, OptionalLong to) {
            if (to.isPresent()) {
                count++;
                sum += Math.max(0, to.getAsLong() - from);
            }
        }

        long count() {
            return count;
        }

        Optional<Duration> mean() {
            return count == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round(sum / count)));
        }
    }

    void add(AlertRow alert) {
        all++;
        byKind.merge(alert.kind(), 1L, Long::sum);
        alert.gateway().ifPresent(gateway -> byGateway.merge(gateway, 1L, Long::sum));
        byDay.merge(day(alert.raisedAt()), 1L, Long::sum);
        acknowledged.add(alert.raisedAt(), alert.acknowledgedAt());
        if (!MESSAGES.contains(alert.kind())) {
            resolved.add(alert.raisedAt(), alert.resolvedAt());
        }
    }

    long all() {
        return all;
    }

    Mean acknowledged() {
        return acknowledged;
    }

    Mean resolved() {
        return resolved;
    }

    List<OfKind> byKind() {
        return byKind.entrySet().stream()
                .map(entry -> new OfKind(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(OfKind::alerts).reversed().thenComparing(OfKind::kind))
                .toList();
    }

    List<OfGateway> byGateway() {
        return byGateway.entrySet().stream()
                .map(entry -> new OfGateway(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(OfGateway::alerts).reversed().thenComparing(OfGateway::gateway))
                .toList();
    }

    /** Of each day that the period has a part of. */
    List<OfDay> perDay(Period period) {
        return period.from() >= period.to()
                ? List.of()
                : LongStream.rangeClosed(day(period.from()), day(period.to() - 1))
                        .mapToObj(day -> new OfDay(LocalDate.ofEpochDay(day), byDay.getOrDefault(day, 0L)))
                        .toList();
    }

    private static long day(long time) {
        return Math.floorDiv(time, DAY);
    }
}

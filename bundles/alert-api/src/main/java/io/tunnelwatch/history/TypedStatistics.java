package io.tunnelwatch.history;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.settings.ArgumentReader;
import io.tunnelwatch.settings.InvalidArgumentException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A {@link StatisticsRequest} as somebody typed it, in options of a command or parameters of a URL. Where several
 * values are allowed, they come one by one or with commas between them.
 *
 * @param since where the period begins, as {@link io.tunnelwatch.settings.PointsInTime} reads it
 * @param until where it ends; now, without it
 */
public record TypedStatistics(
        String since,
        Optional<String> until,
        List<String> kinds,
        List<String> severities,
        List<String> gateways,
        List<String> peers) {

    /** Where the period begins, unless somebody says otherwise. */
    public static final String DEFAULT_SINCE = "30d";

    public TypedStatistics {
        kinds = List.copyOf(kinds);
        severities = List.copyOf(severities);
        gateways = List.copyOf(gateways);
        peers = List.copyOf(peers);
    }

    /**
     * The request.
     *
     * @param prefix what stands before the names where they are typed: {@code --} for options
     * @throws InvalidArgumentException a value can not be read
     */
    public StatisticsRequest read(String prefix, Instant now) {
        Instant from = ArgumentReader.time(prefix + "since", since, now);
        Instant to = until.map(typed -> ArgumentReader.time(prefix + "until", typed, now))
                .filter(time -> time.isBefore(now))
                .orElse(now);
        if (!from.plusMillis(1).isBefore(to)) {
            throw until.map(typed ->
                            new InvalidArgumentException(prefix + "until", typed, "a time after " + prefix + "since"))
                    .orElseGet(() -> new InvalidArgumentException(prefix + "since", since, "a time that is past"));
        }
        return new StatisticsRequest(
                from,
                to,
                ArgumentReader.constants(prefix + "kind", kinds, AlertKind.class),
                ArgumentReader.constants(prefix + "severity", severities, Severity.class),
                ArgumentReader.several(prefix + "gateway", gateways),
                ArgumentReader.several(prefix + "peer", peers));
    }
}

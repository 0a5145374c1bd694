package io.tunnelwatch.store.internal.query;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.store.internal.entity.StoredTime;
import io.tunnelwatch.store.internal.entity.UnreadableRowException;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What statistics need of an alert. Times are milliseconds of the epoch.
 *
 * @param peerKey absent for an alert that is not of a peer
 * @param resolvedAt absent for one that is not over
 */
public record AlertRow(
        AlertKind kind,
        Severity severity,
        Optional<String> gateway,
        Optional<String> interfaceName,
        Optional<String> peerKey,
        Optional<String> peerName,
        long raisedAt,
        OptionalLong acknowledgedAt,
        OptionalLong resolvedAt) {

    /** The columns of {@link #of}, all of them text. */
    static final List<String> COLUMNS = List.of(
            "id",
            "raised_at",
            "kind",
            "severity",
            "gateway",
            "interface",
            "peer_key",
            "peer_name",
            "acknowledged_at",
            "resolved_at",
            "state");

    private static final String RESOLVED = AlertState.RESOLVED.name();

    /** @throws UnreadableRowException it has a value that this version does not know */
    static AlertRow of(@Nullable String[] columns) {
        try {
            long raisedAt = StoredTime.epochMilli(columns[1]);
            OptionalLong resolvedAt = time(columns[9]);
            return new AlertRow(
                    AlertKind.valueOf(columns[2]),
                    Severity.valueOf(columns[3]),
                    text(columns[4]),
                    text(columns[5]),
                    text(columns[6]),
                    text(columns[7]),
                    raisedAt,
                    time(columns[8]),
                    // one that is over without a time, as another tool may write it, took no time
                    RESOLVED.equals(columns[10]) && resolvedAt.isEmpty() ? OptionalLong.of(raisedAt) : resolvedAt);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableRowException("alert", columns[0], e);
        }
    }

    /** Its place in the order of raising. */
    static Place place(@Nullable String[] columns) {
        return new Place(columns[1], columns[0]);
    }

    /** Its place in the order of ending. */
    static Place end(@Nullable String[] columns) {
        return new Place(columns[9], columns[0]);
    }

    /** Whether it is of one of these gateways, any if there is none. */
    public boolean isOfGateway(Set<String> gateways) {
        return gateways.isEmpty() || gateway.filter(gateways::contains).isPresent();
    }

    /** Whether it is of one of these peers, by name or public key, any if there is none. */
    public boolean isOfPeer(Collection<String> peers) {
        return peers.isEmpty()
                || peerKey.filter(peers::contains).isPresent()
                || peerName.filter(peers::contains).isPresent();
    }

    private static Optional<String> text(@Nullable String column) {
        return Optional.ofNullable(column);
    }

    private static OptionalLong time(@Nullable String column) {
        return column == null ? OptionalLong.empty() : OptionalLong.of(StoredTime.epochMilli(column));
    }
}

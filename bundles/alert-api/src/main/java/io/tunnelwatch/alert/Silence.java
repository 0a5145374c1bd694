package io.tunnelwatch.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * A time in which matching alerts are not notified. It never hides them from the history, and it ends by the clock.
 *
 * @param gateway the gateway it is for; absent for every gateway
 * @param peer the peer's name or public key; absent for every peer
 * @param kind the kind of alert; absent for every kind
 * @param start its first instant
 * @param end the first instant after it
 * @param operator who asked for it
 */
public record Silence(
        UUID id,
        Optional<String> gateway,
        Optional<String> peer,
        Optional<AlertKind> kind,
        Instant start,
        Instant end,
        String operator,
        Optional<String> note) {

    /** Whether it is for this alert, at whatever time. */
    public boolean matches(Alert alert) {
        AlertKey key = alert.key();
        return kind.map(wanted -> wanted == key.kind()).orElse(true)
                && gateway.map(wanted -> key.gateway().filter(wanted::equals).isPresent())
                        .orElse(true)
                && peer.map(wanted -> key.peerKey().filter(wanted::equals).isPresent()
                                || alert.peerName().filter(wanted::equals).isPresent())
                        .orElse(true);
    }

    /** The end of the longest of the silences that cover the alert from {@code at} on, or later. */
    public static Optional<Instant> silencedUntil(Alert alert, Collection<Silence> silences, Instant at) {
        return silences.stream()
                .filter(silence -> silence.end().isAfter(at) && silence.matches(alert))
                .map(Silence::end)
                .max(Comparator.naturalOrder());
    }
}

package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.settings.ArgumentReader;
import io.tunnelwatch.settings.InvalidArgumentException;
import io.tunnelwatch.web.internal.http.Parameters;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.PeersDocument;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which part of the peers. Its cursor is the place of a peer among the others, so that no page has a peer twice or
 * leaves one out that has not got another name, whoever comes and goes between two pages.
 */
record PeerPage(int limit, Optional<Place> after) {

    /** As many as Tunnelwatch is made for. */
    private static final int MAX_LIMIT = 10_000;

    private static final String DEFAULT_LIMIT = "1000";

    /** The place of a peer in the list. */
    private record Place(String gateway, String interfaceName, String name, String publicKey) {

        static final Comparator<Place> ORDER = Comparator.comparing(Place::gateway)
                .thenComparing(Place::interfaceName)
                .thenComparing(Place::name)
                .thenComparing(Place::publicKey);

        /** Stands in none of the parts. */
        private static final String SEPARATOR = "\0";

        private static final int PARTS = 4;

        static Place of(PeerStatus peer) {
            return new Place(peer.gateway(), peer.interfaceName(), peer.name(), peer.publicKey());
        }

        static Place parse(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                String[] parts = text.split(SEPARATOR, -1);
                if (parts.length == PARTS) {
                    return new Place(parts[0], parts[1], parts[2], parts[3]);
                }
            } catch (IllegalArgumentException e) {
                // refused below
            }
            throw new InvalidArgumentException("cursor", cursor, "what next of the page before says");
        }

        String cursor() {
            byte[] text = String.join(SEPARATOR, gateway, interfaceName, name, publicKey)
                    .getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        }
    }

    /** What {@code limit} and {@code cursor} ask for. */
    static PeerPage of(Parameters parameters) {
        return new PeerPage(
                ArgumentReader.number("limit", parameters.one("limit").orElse(DEFAULT_LIMIT), 1, MAX_LIMIT),
                parameters.one("cursor").map(Place::parse));
    }

    /** The page of these. */
    PeersDocument from(List<PeerStatus> peers) {
        List<PeerStatus> rest = peers.stream()
                .filter(peer -> after.map(place -> Place.ORDER.compare(place, Place.of(peer)) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing(Place::of, Place.ORDER))
                .toList();
        List<PeerStatus> page = rest.subList(0, Math.min(limit, rest.size()));
        Optional<String> next =
                rest.size() > limit ? Optional.of(Place.of(page.get(limit - 1)).cursor()) : Optional.empty();
        return PeersDocument.of(page, next);
    }
}

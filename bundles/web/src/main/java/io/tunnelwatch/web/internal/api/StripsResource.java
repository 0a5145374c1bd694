package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.StripRequest;
import io.tunnelwatch.settings.ArgumentReader;
import io.tunnelwatch.settings.InvalidArgumentException;
import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Document;
import io.tunnelwatch.web.internal.http.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** {@code peers/strips}: what peers did in the last 24 hours. */
public final class StripsResource {

    private static final Duration LENGTH = Duration.ofHours(24);

    private final Services services;
    private final InstantSource clock;

    public StripsResource(Services services, InstantSource clock) {
        this.services = services;
        this.clock = clock;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(new Route("GET", "/peers/strips", Access.READ, this::show));
    }

    private Answer show(Call call) {
        Parameters parameters = call.parameters("gateway", "peer");
        AlertHistory history = services.history().orElseThrow(() -> Services.absent("no alert history"));
        String gateway = parameters
                .one("gateway")
                .orElseThrow(() -> new InvalidArgumentException("gateway", "", "the name of a gateway"));
        Set<String> peers = ArgumentReader.several("peer", parameters.several("peer"));
        if (peers.size() > StripRequest.MAX_PEERS) {
            throw new InvalidArgumentException(
                    "peer", peers.size() + " of them", StripRequest.MAX_PEERS + " public keys at most");
        }
        Instant now = clock.instant();
        return Document.of(200, history.strips(new StripRequest(gateway, peers, now.minus(LENGTH), now)));
    }
}

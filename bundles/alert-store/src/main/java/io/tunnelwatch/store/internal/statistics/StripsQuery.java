package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.history.StripRequest;
import io.tunnelwatch.history.Strips;
import io.tunnelwatch.store.internal.query.AlertRow;
import io.tunnelwatch.store.internal.query.AlertRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Consumer;

/** The strips of some peers. What is read of each peer are the rows of its own in the index of its key. */
public final class StripsQuery {

    private final AlertRows alerts;
    private final StripRequest request;

    public StripsQuery(AlertRows alerts, StripRequest request) {
        this.alerts = alerts;
        this.request = request;
    }

    /** Asks for all of it, in a few transactions. */
    public Strips run() {
        Instant beginning = alerts.beginning();
        Instant observedFrom = beginning.isAfter(request.to()) ? request.to() : beginning;
        Period period = Period.of(request.from(), request.to());
        GatewaySpans spans = new GatewaySpans(period, observedFrom.toEpochMilli());
        Instant day = request.from().truncatedTo(ChronoUnit.DAYS); // of UTC, as openAt asks for it
        Consumer<AlertRow> rows = alert -> add(spans, alert);
        alerts.openAt(request.from(), day, rows);
        alerts.raised(day, request.to(), GatewayTroubles.KINDS, rows);
        alerts.raisedOfPeers(day, request.to(), request.peerKeys(), rows);
        return new Strips(request.from(), request.to(), spans.strips());
    }

    private void add(GatewaySpans spans, AlertRow alert) {
        if (alert.isOfGateway(Set.of(request.gateway()))
                && (GatewayTroubles.KINDS.contains(alert.kind())
                        || alert.peerKey().filter(request.peerKeys()::contains).isPresent())) {
            spans.add(alert);
        }
    }
}

package io.tunnelwatch.store.internal.statistics;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.store.internal.query.AlertRow;
import io.tunnelwatch.store.internal.query.AlertRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * Statistics of one period. First what happened to whole gateways, which is little, then all alerts as they were
 * raised, of which nothing is kept but what {@link Counts} and {@link Peers} make of them.
 */
public final class StatisticsQuery {

    private static final String STEP = "counting alerts";
    private static final int ROWS_BETWEEN_STEPS = 1000;

    private final AlertRows alerts;
    private final StatisticsRequest request;
    private final Progress progress;
    private long seen;

    public StatisticsQuery(AlertRows alerts, StatisticsRequest request, Progress progress) {
        this.alerts = alerts;
        this.request = request;
        this.progress = progress;
    }

    /**
     * Asks for all of it, in many transactions.
     *
     * @throws io.tunnelwatch.store.internal.query.OutOfTimeException the thread was interrupted between two of them
     */
    public AlertStatistics run() {
        Instant observedFrom = observedFrom();
        Period period = Period.of(observedFrom, request.to());
        GatewayTroubles gateways = new GatewayTroubles(period);
        openAtBeginning(gateways::add);
        alerts.raised(beginningOfDay(), request.to(), GatewayTroubles.KINDS, ofGateways(gateways::add));
        Peers peers = new Peers(period, gateways);
        openAtBeginning(alert -> addPeer(peers, alert));
        Counts counts = new Counts();
        Consumer<AlertRow> count = alert -> count(alert, counts, peers);
        alerts.raised(beginningOfDay(), request.to(), request.counted(), saying(count));
        return new AlertStatistics(
                request.from(),
                request.to(),
                observedFrom,
                counts.all(),
                counts.byKind(),
                counts.byGateway(),
                counts.acknowledged().count(),
                counts.acknowledged().mean(),
                counts.resolved().count(),
                counts.resolved().mean(),
                counts.perDay(period),
                peers.worstFirst(),
                gateways.availabilities());
    }

    private Instant observedFrom() {
        Instant beginning = alerts.beginning();
        Instant from = beginning.isAfter(request.from()) ? beginning : request.from();
        return from.isAfter(request.to()) ? request.to() : from;
    }

    private Instant beginningOfDay() {
        return request.from().truncatedTo(ChronoUnit.DAYS); // of UTC
    }

    private void openAtBeginning(Consumer<AlertRow> rows) {
        alerts.openAt(request.from(), beginningOfDay(), ofGateways(rows));
    }

    private Consumer<AlertRow> ofGateways(Consumer<AlertRow> rows) {
        return alert -> {
            if (alert.isOfGateway(request.gateways())) {
                rows.accept(alert);
            }
        };
    }

    private void addPeer(Peers peers, AlertRow alert) {
        if (alert.isOfPeer(request.peers())) {
            peers.add(alert, false);
        }
    }

    private void count(AlertRow alert, Counts counts, Peers peers) {
        if (!alert.isOfGateway(request.gateways()) || !alert.isOfPeer(request.peers())) {
            return;
        }
        boolean counted = isCounted(alert);
        if (counted) {
            counts.add(alert);
        }
        peers.add(alert, counted);
    }

    private boolean isCounted(AlertRow alert) {
        AlertKind kind = alert.kind();
        return alert.raisedAt() >= request.from().toEpochMilli()
                && (request.kinds().isEmpty() || request.kinds().contains(kind))
                && (request.severities().isEmpty() || request.severities().contains(alert.severity()));
    }

    /** Rows in the order of raising, which tells how far it is. */
    private Consumer<AlertRow> saying(Consumer<AlertRow> rows) {
        long from = request.from().getEpochSecond();
        long seconds = request.to().getEpochSecond() - from;
        return alert -> {
            if (seen++ % ROWS_BETWEEN_STEPS == 0) {
                progress.at(STEP, Math.max(0, alert.raisedAt() / 1000 - from), seconds);
            }
            rows.accept(alert);
        };
    }
}

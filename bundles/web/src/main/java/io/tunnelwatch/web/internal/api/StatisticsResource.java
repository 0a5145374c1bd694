package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.AlertListing;
import io.tunnelwatch.history.AlertStatistics;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StatisticsRequest;
import io.tunnelwatch.json.StatisticsView;
import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Document;
import io.tunnelwatch.wg.KnownPeers;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.WireGuardProbe;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code stats}: what a period was like. */
public final class StatisticsResource {

    private final Services services;
    private final LongAnswers answers;
    private final InstantSource clock;

    public StatisticsResource(Services services, LongAnswers answers, InstantSource clock) {
        this.services = services;
        this.answers = answers;
        this.clock = clock;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(new Route("GET", "/stats", Access.READ, this::show));
    }

    private Answer show(Call call) {
        StatisticsRequest request = TypedParameters.statistics(
                        call.parameters(TypedParameters.with(TypedParameters.STATISTICS)))
                .read("", clock.instant());
        AlertHistory history = services.history().orElseThrow(() -> Services.absent("no alert history"));
        return answers.of(call.request(), () -> document(history, request));
    }

    private Document document(AlertHistory history, StatisticsRequest request) throws InterruptedException {
        // before the history is asked: what is applied in between is said to be missing, and is not
        int pending = new AlertListing(services.openLog(), Optional.of(history)).pendingAlerts();
        AlertStatistics statistics = history.statistics(request, Progress.NONE);
        List<PeerStatus> seen = services.probe().map(WireGuardProbe::peers).orElse(List.of());
        return Document.of(200, StatisticsView.of(statistics, KnownPeers.of(statistics, request, seen), pending));
    }
}

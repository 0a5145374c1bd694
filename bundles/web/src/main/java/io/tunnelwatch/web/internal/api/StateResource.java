package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.json.ChannelsDocument;
import io.tunnelwatch.json.LogDocument;
import io.tunnelwatch.json.StoreDocument;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.settings.ArgumentReader;
import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Document;
import io.tunnelwatch.web.internal.http.Parameters;
import io.tunnelwatch.wg.GatewaysDocument;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.Verdict;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import java.util.Set;

/** How everything is: {@code store}, {@code log}, {@code channels}, {@code gateways}, {@code peers}. */
public final class StateResource {

    private final Services services;

    public StateResource(Services services) {
        this.services = services;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/store", Access.READ, this::store),
                new Route("GET", "/log", Access.READ, this::log),
                new Route("GET", "/channels", Access.READ, this::channels),
                new Route("GET", "/gateways", Access.READ, this::gateways),
                new Route("GET", "/peers", Access.READ, this::peers));
    }

    private Answer store(Call call) {
        call.parameters();
        return services.history()
                .map(history -> Document.of(200, StoreDocument.of(history.status(), services.log())))
                .orElseThrow(() -> Services.absent("no alert history"));
    }

    private Answer log(Call call) {
        call.parameters();
        return services.log()
                .map(AlertLog::status)
                .map(status -> Document.of(200, LogDocument.of(status)))
                .orElseThrow(() -> Services.absent("no alert log"));
    }

    private Answer channels(Call call) {
        call.parameters();
        return services.notifier()
                .map(notifier -> Document.of(200, new ChannelsDocument(notifier.channels())))
                .orElseThrow(() -> Services.absent("no notifier"));
    }

    private Answer gateways(Call call) {
        call.parameters();
        return Document.of(200, GatewaysDocument.of(probe().gateways()));
    }

    private Answer peers(Call call) {
        Parameters parameters = call.parameters("gateway", "verdict", "limit", "cursor");
        PeerPage page = PeerPage.of(parameters);
        Set<String> gateways = ArgumentReader.several("gateway", parameters.several("gateway"));
        Set<Verdict> verdicts = ArgumentReader.constants("verdict", parameters.several("verdict"), Verdict.class);
        List<PeerStatus> peers = probe().peers().stream()
                .filter(peer -> gateways.isEmpty() || gateways.contains(peer.gateway()))
                .filter(peer -> verdicts.isEmpty() || verdicts.contains(peer.verdict()))
                .toList();
        return Document.of(200, page.from(peers));
    }

    private WireGuardProbe probe() {
        return services.probe().orElseThrow(() -> Services.absent("no probe"));
    }
}

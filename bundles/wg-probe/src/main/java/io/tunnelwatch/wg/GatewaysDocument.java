package io.tunnelwatch.wg;

import java.util.List;

/** A list of gateways as shell and REST show it. */
public record GatewaysDocument(List<GatewayView> gateways) {

    public GatewaysDocument {
        gateways = List.copyOf(gateways);
    }

    /** Of what the probe says. */
    public static GatewaysDocument of(List<GatewayStatus> gateways) {
        return new GatewaysDocument(gateways.stream().map(GatewayView::of).toList());
    }
}

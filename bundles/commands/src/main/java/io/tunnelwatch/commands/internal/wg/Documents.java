package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.wg.Explanation;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import java.util.List;

/** The JSON documents of the scope {@code wg}. */
final class Documents {

    private Documents() {}

    /** {@code {"peers": [...]}}. */
    record Peers(List<PeerView> peers) {

        static Peers of(List<PeerStatus> peers) {
            return new Peers(peers.stream().map(PeerView::of).toList());
        }
    }

    /** {@code {"gateways": [...]}}. */
    record Gateways(List<GatewayView> gateways) {

        static Gateways of(List<GatewayStatus> gateways) {
            return new Gateways(gateways.stream().map(GatewayView::of).toList());
        }
    }

    /** {@code {"explanations": [...]}}. */
    record Explanations(List<Explained> explanations) {

        static Explanations of(List<Explanation> explanations) {
            return new Explanations(explanations.stream()
                    .map(one -> new Explained(PeerView.of(one.peer()), one.reasons(), one.suggestions()))
                    .toList());
        }
    }

    /** Why one peer has its verdict. */
    record Explained(PeerView peer, List<String> reasons, List<String> suggestions) {}
}

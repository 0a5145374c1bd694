package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.wg.Explanation;
import io.tunnelwatch.wg.PeerView;
import java.util.List;

/** The JSON documents of the scope {@code wg}. */
final class Documents {

    private Documents() {}

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

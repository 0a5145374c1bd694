package io.tunnelwatch.wg;

import java.util.List;

/**
 * Why a peer has its verdict.
 *
 * @param reasons sentences for people, the decisive one first, with the figures and settings that led to it
 * @param suggestions settings that would suit this peer better, each a sentence; often none
 */
public record Explanation(PeerStatus peer, List<String> reasons, List<String> suggestions) {

    public Explanation {
        reasons = List.copyOf(reasons);
        suggestions = List.copyOf(suggestions);
    }
}

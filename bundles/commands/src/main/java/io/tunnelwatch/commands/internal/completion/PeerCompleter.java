package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/**
 * Proposes the names of peers with gateway and verdict, and their public keys as soon as something is typed that a key
 * may begin with.
 */
@Service
public class PeerCompleter extends ServiceCompleter {

    @Override
    Stream<Proposal> known(Services services, String typed) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> keys = new LinkedHashMap<>();
        services.find(WireGuardProbe.class).stream()
                .flatMap(probe -> probe.peers().stream())
                .forEach(peer -> {
                    names.merge(peer.name(), description(peer), (one, other) -> one + ", " + other);
                    keys.merge(
                            peer.publicKey(),
                            peer.name() + ": " + description(peer),
                            (first, next) -> first + ", " + description(peer));
                });
        return (typed.isEmpty() ? Stream.of(names) : Stream.of(names, keys))
                .flatMap(words -> words.entrySet().stream())
                .map(word -> new Proposal(word.getKey(), word.getValue()));
    }

    private static String description(PeerStatus peer) {
        return peer.gateway() + " " + peer.verdict();
    }
}

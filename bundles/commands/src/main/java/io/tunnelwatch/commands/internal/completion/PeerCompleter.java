package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the names of peers, and their public keys as soon as something is typed that a key may begin with. */
@Service
public class PeerCompleter extends ServiceCompleter {

    @Override
    Stream<String> known(Services services, String typed) {
        return services.find(WireGuardProbe.class).stream()
                .flatMap(probe -> probe.peers().stream())
                .flatMap(peer -> typed.isEmpty() ? Stream.of(peer.name()) : Stream.of(peer.name(), peer.publicKey()));
    }
}

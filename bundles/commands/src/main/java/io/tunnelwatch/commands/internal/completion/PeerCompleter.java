package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the names and public keys of peers. */
@Service
public class PeerCompleter extends ServiceCompleter {

    @Override
    Stream<String> known(Services services) {
        return services.find(WireGuardProbe.class).stream()
                .flatMap(probe -> probe.peers().stream())
                .flatMap(peer -> Stream.of(peer.name(), peer.publicKey()));
    }
}

package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the names of gateways with their state. */
@Service
public class GatewayCompleter extends ServiceCompleter {

    @Override
    Stream<Proposal> known(Services services, String typed) {
        return services.find(WireGuardProbe.class).stream()
                .flatMap(probe -> probe.gateways().stream())
                .map(gateway -> new Proposal(gateway.name(), description(gateway)));
    }

    private static String description(GatewayStatus gateway) {
        int peers =
                gateway.peers().values().stream().mapToInt(Integer::intValue).sum();
        return gateway.state() + ", " + peers + (peers == 1 ? " peer" : " peers");
    }
}

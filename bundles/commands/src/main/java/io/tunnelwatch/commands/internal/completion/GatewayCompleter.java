package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the names of gateways. */
@Service
public class GatewayCompleter extends ServiceCompleter {

    @Override
    Stream<String> known(Services services, String typed) {
        return services.find(WireGuardProbe.class).stream()
                .flatMap(probe -> probe.gateways().stream())
                .map(GatewayStatus::name);
    }
}

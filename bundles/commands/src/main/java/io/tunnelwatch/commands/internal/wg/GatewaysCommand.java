package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.GatewaysDocument;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code wg:gateways}. */
@Service
@Command(
        scope = "wg",
        name = "gateways",
        description = "Lists the gateways, with those whose configuration was refused.",
        detailedDescription =
                """
                Examples:
                  wg:gateways
                  wg:gateways --json""")
public class GatewaysCommand extends TunnelwatchAction {

    @Override
    public void run(Services services, Screen screen) {
        List<GatewayStatus> gateways = services.requireProbe().gateways();
        if (json()) {
            screen.json(GatewaysDocument.of(gateways));
        } else {
            GatewayTable.print(gateways, screen);
        }
    }
}

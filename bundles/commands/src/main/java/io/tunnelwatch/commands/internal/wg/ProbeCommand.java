package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.GatewaysDocument;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code wg:probe}. A gateway that can not be read is no failure of this command: its state says so. */
@Service
@Command(
        scope = "wg",
        name = "probe",
        description = "Polls gateways now, waits for the end, and shows how they are.",
        detailedDescription =
                """
                Examples:
                  wg:probe
                  wg:probe berlin""")
public class ProbeCommand extends TunnelwatchAction {

    @Argument(
            name = "gateway",
            description = "The gateway's name; all gateways without it",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(GatewayCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) throws InterruptedException {
        List<String> names = Words.any(words, this);
        WireGuardProbe probe = services.requireProbe();
        List<String> known = probe.gateways().stream().map(GatewayStatus::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new Refusal("No gateway has the name '" + name + "': wg:gateways lists them");
        });
        List<GatewayStatus> polled = Polls.of(probe, names.isEmpty() ? known : names);
        if (json()) {
            screen.json(GatewaysDocument.of(polled));
        } else {
            GatewayTable.print(polled, screen);
        }
    }
}

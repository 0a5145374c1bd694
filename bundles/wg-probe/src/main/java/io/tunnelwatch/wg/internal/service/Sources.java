package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.wg.internal.recording.PollTaps;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.source.CommandSource;
import io.tunnelwatch.wg.internal.source.ConfigFileNames;
import io.tunnelwatch.wg.internal.source.GatewaySource;
import io.tunnelwatch.wg.internal.source.PeerNames;
import io.tunnelwatch.wg.internal.source.ScenarioSource;
import java.time.InstantSource;

/** Makes the source that a gateway's settings ask for. */
@FunctionalInterface
public interface Sources {

    /**
     * A gateway's source, and what it knows of names.
     *
     * @param names for peers that have no settings
     */
    record Source(GatewaySource gateway, PeerNames names) {

        /** The same; what it answers goes to the recordings too. */
        Source tapped(String name, PollTaps taps) {
            return new Source(taps.on(name, gateway), names);
        }
    }

    /** The source for these settings; they have been checked. */
    Source of(GatewaySettings settings);

    /** Real ones. */
    static Sources real(InstantSource clock) {
        return settings -> switch (settings.source()) {
            case WG -> new Source(
                    new CommandSource(settings.command(), settings.timeout()),
                    new ConfigFileNames(settings.configDirectory()));
            case SCENARIO -> {
                ScenarioSource scenario = new ScenarioSource(clock);
                yield new Source(scenario, scenario.names());
            }
        };
    }
}

package io.tunnelwatch.wg.internal.settings;

import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import io.tunnelwatch.wg.internal.judge.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One gateway as it is configured, checked.
 *
 * @param command of a {@code wg} gateway: the program and its arguments, never given to a shell
 * @param interval between the starts of two polls
 * @param timeout for one poll
 * @param interfaces those that are watched and expected; empty for all that there are
 * @param idleDownAfter when a peer that may be silent is DOWN after all; zero for never
 * @param outage when lost peers are one outage
 * @param limits from when on what a peer does is trouble, apart from being silent
 * @param configDirectory where WireGuard's files lie, whose comments give names to peers
 */
public record GatewaySettings(
        String name,
        SourceType source,
        List<String> command,
        Duration interval,
        Duration timeout,
        List<String> interfaces,
        Expectation expect,
        Duration staleAfter,
        Duration idleDownAfter,
        OutagePolicy outage,
        PeerLimits limits,
        Path configDirectory) {

    public GatewaySettings {
        command = List.copyOf(command);
        interfaces = List.copyOf(interfaces);
    }

    /** Whether an interface is to be watched. */
    public boolean watches(String interfaceName) {
        return interfaces.isEmpty() || interfaces.contains(interfaceName);
    }

    /** What is asked of a peer. */
    public Policy policyFor(Optional<PeerSettings> peer) {
        Optional<Expectation> own = peer.flatMap(PeerSettings::expect);
        return new Policy(own.orElse(expect), own.isPresent(), staleAfter, interval, idleDownAfter, limits);
    }
}

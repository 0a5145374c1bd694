package io.tunnelwatch.wg.internal.testing;

import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.internal.dump.Dump;
import io.tunnelwatch.wg.internal.dump.DumpInterface;
import io.tunnelwatch.wg.internal.dump.DumpPeer;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.settings.OutagePolicy;
import io.tunnelwatch.wg.internal.settings.SourceType;
import io.tunnelwatch.wg.internal.source.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dumps and settings for tests, short to write. */
public final class Dumps {

    /** The defaults. */
    public static final PeerLimits LIMITS = new PeerLimits(
            new ChangeLimit(6, Duration.ofMinutes(60)),
            new ChangeLimit(3, Duration.ofMinutes(10)),
            Duration.ofMinutes(15));

    private Dumps() {}

    public static DumpPeer peer(String key, Instant handshake) {
        return peer("wg0", key, Optional.of(handshake), false);
    }

    public static DumpPeer never(String key) {
        return peer("wg0", key, Optional.empty(), false);
    }

    public static DumpPeer peer(String interfaceName, String key, Optional<Instant> handshake, boolean keepalive) {
        return new DumpPeer(
                interfaceName,
                key,
                Optional.of("192.0.2.7:51820"),
                List.of("10.0.0.2/32"),
                handshake,
                1_000,
                2_000,
                keepalive ? Optional.of("25") : Optional.empty());
    }

    public static DumpPeer traffic(DumpPeer peer, long rx, long tx) {
        return new DumpPeer(
                peer.interfaceName(),
                peer.publicKey(),
                peer.endpoint(),
                peer.allowedIps(),
                peer.latestHandshake(),
                rx,
                tx,
                peer.persistentKeepalive());
    }

    /** A reading of wg0 with these peers. */
    public static Reading wg0(DumpPeer... peers) {
        return reading(List.of("wg0"), peers);
    }

    public static Reading reading(List<String> interfaces, DumpPeer... peers) {
        return new Reading(
                new Dump(
                        interfaces.stream()
                                .map(name -> new DumpInterface(name, 51820))
                                .toList(),
                        Arrays.asList(peers)),
                Map.of());
    }

    /** The defaults, for the gateway berlin. */
    public static GatewaySettings settings() {
        return settings(Expectation.AUTO);
    }

    public static GatewaySettings settings(Expectation expect, String... interfaces) {
        return settings("berlin", expect, Duration.ofSeconds(10), interfaces);
    }

    /** The same with other settings for outages. */
    public static GatewaySettings outages(GatewaySettings settings, int percent, Duration window) {
        return new GatewaySettings(
                settings.name(),
                settings.source(),
                settings.command(),
                settings.interval(),
                settings.timeout(),
                settings.interfaces(),
                settings.expect(),
                settings.staleAfter(),
                settings.idleDownAfter(),
                new OutagePolicy(percent, window),
                settings.limits(),
                settings.configDirectory());
    }

    /** The same with other limits for what peers do. */
    public static GatewaySettings limits(GatewaySettings settings, PeerLimits limits) {
        return new GatewaySettings(
                settings.name(),
                settings.source(),
                settings.command(),
                settings.interval(),
                settings.timeout(),
                settings.interfaces(),
                settings.expect(),
                settings.staleAfter(),
                settings.idleDownAfter(),
                settings.outage(),
                limits,
                settings.configDirectory());
    }

    public static GatewaySettings settings(String name, Expectation expect, Duration interval, String... interfaces) {
        return new GatewaySettings(
                name,
                SourceType.WG,
                List.of("wg", "show", "all", "dump"),
                interval,
                Duration.ofSeconds(5),
                List.of(interfaces),
                expect,
                Duration.ofSeconds(180),
                Duration.ofMinutes(30),
                new OutagePolicy(50, Duration.ofSeconds(180)),
                LIMITS,
                Path.of("/etc/wireguard"));
    }
}

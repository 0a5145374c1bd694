package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Trait;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A {@code wg} that does not do what it should: no peer is said to be down for it. */
final class GatewayFaults {

    private static final int MANY_PEERS = 65_536;
    private static final String PEER_ALERTS =
            "SELECT count(*) FROM alert WHERE gateway = '" + Gateway.NAME + "' AND kind LIKE 'PEER%'";

    private GatewayFaults() {}

    static List<Fault> all() {
        return List.of(
                gateway("wg is missing", FakeWg::vanish, Trait.STOPS_WG),
                gateway("wg fails", wg -> wg.behave("echo 'Unable to access interface' >&2; exit 1"), Trait.QUICK),
                gateway("wg hangs", wg -> wg.behave("exec sleep 3600"), Trait.STOPS_WG),
                gateway("wg prints half a dump", wg -> wg.behave("exec head -c 300 \"$(dirname \"$0\")/dump\"")),
                gateway("wg prints garbage", wg -> wg.behave("exec head -c 4096 /dev/urandom")),
                gateway(
                        "wg prints an unknown column count",
                        wg -> wg.behave("exec sed 's/$/\\tnew\\tnewer/' \"$(dirname \"$0\")/dump\"")),
                gateway("wg knows no interface", wg -> wg.behave("exit 0")),
                Fault.of("another gateway has 65,536 peers", 10, GatewayFaults::manyPeers));
    }

    private static Fault gateway(String name, Consumer<FakeWg> behaviour, Trait... traits) {
        return Fault.of(
                name,
                4,
                laboratory -> {
                    long before = laboratory.history().number(PEER_ALERTS);
                    behaviour.accept(laboratory.gateway().wg());
                    return () -> {
                        laboratory.gateway().isWell();
                        long alerts = laboratory.history().number(PEER_ALERTS) - before;
                        return alerts == 0 ? List.of() : List.of(alerts + " alerts of peers came of it");
                    };
                },
                traits);
    }

    private static Fault.Removal manyPeers(Laboratory laboratory) throws IOException {
        Path folder = Files.createDirectories(
                Objects.requireNonNull(laboratory.logVolume().folder().getParent())
                        .resolve("big"));
        FakeWg wg = new FakeWg(folder);
        wg.print(Gateway.peers(MANY_PEERS));
        laboratory
                .karaf()
                .writeConfig(
                        "io.tunnelwatch.gateway-big.cfg",
                        "source = wg",
                        "command = " + wg.command(),
                        "expect = always",
                        "intervalSeconds = 1",
                        "timeoutSeconds = 5");
        return Fault.Removal.of(() -> laboratory.karaf().deleteConfig("io.tunnelwatch.gateway-big.cfg"));
    }
}

package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.wg.internal.settings.WrittenGateway;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is written of the gateways that are watched: the texts that hold now. Safe for any number of threads. */
public final class ConfiguredGateways {

    private final Map<String, WrittenGateway> byPid = new ConcurrentHashMap<>();

    /** These texts hold from now on. */
    public void put(WrittenGateway written) {
        byPid.put(written.configuration().pid(), written);
    }

    /** The gateway left the configuration. */
    public void remove(String pid) {
        byPid.remove(pid);
    }

    /** What is written of the gateway of this name. */
    Optional<WrittenGateway> find(String name) {
        return byPid.values().stream()
                .filter(written -> written.name().equals(name))
                .findFirst();
    }
}

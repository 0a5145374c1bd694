package io.tunnelwatch.health.internal;

import io.tunnelwatch.health.internal.HealthChecks.Tagged;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** The checks that are registered now. Belongs to one thread at a time. */
final class Roster {

    private final BiFunction<String, Tagged, Runnable> register;
    private final Map<String, Runnable> registered = new LinkedHashMap<>();

    /** @param register registers a check under its name; answers what takes it back */
    Roster(BiFunction<String, Tagged, Runnable> register) {
        this.register = register;
    }

    /** Registers what is wanted and not there, and takes out what is there and not wanted. */
    void become(Map<String, Tagged> wanted) {
        registered.entrySet().removeIf(entry -> {
            boolean isOver = !wanted.containsKey(entry.getKey());
            if (isOver) {
                entry.getValue().run();
            }
            return isOver;
        });
        wanted.forEach((name, check) -> registered.computeIfAbsent(name, key -> register.apply(key, check)));
    }
}

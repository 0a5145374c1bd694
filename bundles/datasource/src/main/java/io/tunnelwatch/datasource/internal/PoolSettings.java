package io.tunnelwatch.datasource.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings of a pool, {@code pool.NAME} in the configuration of a data source.
 *
 * @param maxTotal connections in all, those in use and those that wait
 * @param maxIdle connections that are kept open though nobody uses them
 * @param maxWait how long a caller waits for one
 * @param abandonedAfter a connection that was not used for so long is taken away from who holds it, once the pool runs
 *     short
 */
record PoolSettings(int maxTotal, int maxIdle, Duration maxWait, Duration abandonedAfter) {

    static final String PREFIX = "pool.";

    private static final Map<String, Integer> DEFAULTS = new TreeMap<>(
            Map.of("maxTotal", 8, "maxIdle", 8, "maxWaitMillis", 2000, "removeAbandonedTimeoutSeconds", 60));

    /** Reads what starts with {@code pool.} and refuses what it does not know. */
    static PoolSettings of(Properties properties) throws SQLException {
        Map<String, Integer> values = new TreeMap<>(DEFAULTS);
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                String key = name.substring(PREFIX.length());
                if (!DEFAULTS.containsKey(key)) {
                    throw refused(name, properties.getProperty(name), "one of pool." + DEFAULTS.keySet());
                }
                values.put(key, number(name, properties.getProperty(name)));
            }
        }
        return new PoolSettings(
                values.get("maxTotal"),
                values.get("maxIdle"),
                Duration.ofMillis(values.get("maxWaitMillis")),
                Duration.ofSeconds(values.get("removeAbandonedTimeoutSeconds")));
    }

    private static int number(String name, String value) throws SQLException {
        if (value.strip().matches("[1-9][0-9]{0,6}")) {
            return Integer.parseInt(value.strip());
        }
        throw refused(name, value, "a whole number from 1 to 9999999");
    }

    private static SQLException refused(String name, String value, String allowed) {
        return new SQLException(
                name + " = '" + value + "' is refused for the pool dbcp2-local, allowed is " + allowed,
                SqlStates.BAD_SETTING);
    }
}

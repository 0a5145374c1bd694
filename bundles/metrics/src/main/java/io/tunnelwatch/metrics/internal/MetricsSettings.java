package io.tunnelwatch.metrics.internal;

import io.tunnelwatch.metrics.internal.http.Access;
import io.tunnelwatch.metrics.internal.sample.PeerSeries;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.settings.SettingReader;
import java.util.List;
import java.util.Set;

/**
 * The settings of the metrics, checked.
 *
 * @param access who may read
 * @param peers which series they have
 */
record MetricsSettings(Access access, PeerSeries peers) {

    private static final String KEY = "public_key";
    private static final String NAME = "peer";

    private enum Login {
        BASIC,
        NONE
    }

    /** @throws InvalidSettingException the first setting that is wrong */
    static MetricsSettings of(MetricsConfig config) {
        SettingReader reader = new SettingReader(MetricsConfig.PID);
        Login login = reader.constant("login", config.login(), Login.class)
                .orElseThrow(() -> reader.refused("login", config.login(), "basic or none"));
        List<String> roles = SettingReader.list(config.readRoles());
        if (roles.isEmpty()) {
            throw reader.refused(
                    "readRoles", config.readRoles(), "at least one role of Karaf, with commas between them");
        }
        return new MetricsSettings(
                new Access(login == Login.NONE, Set.copyOf(roles)),
                new PeerSeries(
                        reader.wholeNumber("peerSeries", config.peerSeries(), 0, 100_000), named(reader, config)));
    }

    private static boolean named(SettingReader reader, MetricsConfig config) {
        Set<String> labels = Set.copyOf(SettingReader.list(config.peerLabels()));
        if (!labels.contains(KEY) || !Set.of(KEY, NAME).containsAll(labels)) {
            throw reader.refused("peerLabels", config.peerLabels(), "\"public_key, peer\" or \"public_key\"");
        }
        return labels.contains(NAME);
    }
}

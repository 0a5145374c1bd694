package io.tunnelwatch.metrics.internal;

import io.tunnelwatch.metrics.internal.http.Access;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.settings.SettingReader;
import java.util.List;
import java.util.Set;

/**
 * The settings of the metrics, checked.
 *
 * @param access who may read
 * @param peerSeries how many peers have series of their own at most
 */
record MetricsSettings(Access access, int peerSeries) {

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
                reader.wholeNumber("peerSeries", config.peerSeries(), 0, 100_000));
    }
}

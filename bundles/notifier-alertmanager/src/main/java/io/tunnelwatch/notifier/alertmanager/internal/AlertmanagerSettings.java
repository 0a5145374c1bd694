package io.tunnelwatch.notifier.alertmanager.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an Alertmanager channel, checked.
 *
 * @param urls of the members, at least one, without a slash at the end
 * @param labels that each alert gets
 * @param generatorUrl where people go from an alert
 * @param refreshEvery how often what is open is told again
 * @param timeout of a request
 */
record AlertmanagerSettings(
        List<URI> urls,
        Map<String, String> labels,
        Optional<URI> generatorUrl,
        Duration refreshEvery,
        Credentials credentials,
        Duration timeout) {

    /** As Prometheus has it: an alert outlives three tellings that were lost. */
    private static final int REFRESHES_TO_OUTLIVE = 4;

    /** How long the Alertmanager takes an alert for open after it was told so. */
    Duration openFor() {
        return refreshEvery.multipliedBy(REFRESHES_TO_OUTLIVE);
    }
}

package io.tunnelwatch.wg.internal.settings;

import java.time.Duration;

/**
 * When peers that are lost together are one outage of their gateway.
 *
 * @param percent how many of the peers that were active must be lost; 0: outages are not looked for
 * @param window within which they must be: a dead uplink makes its peers stale over about two minutes, WireGuard's
 *     REKEY_AFTER_TIME
 */
public record OutagePolicy(int percent, Duration window) {

    /** Whether outages are looked for. */
    public boolean isOn() {
        return percent > 0;
    }
}

package io.tunnelwatch.store.internal;

import io.tunnelwatch.settings.InvalidSettingException;
import java.time.Duration;

/** The settings of the store, checked. */
record StoreSettings(Duration callTimeout) {

    static final String PID = "io.tunnelwatch.store";

    static final StoreSettings DEFAULTS =
            new StoreSettings(Duration.ofSeconds(Long.parseLong(StoreConfig.CALL_TIMEOUT_SECONDS)));

    private static final int MAX_CALL_TIMEOUT_SECONDS = 300;

    /** @throws InvalidSettingException a value is refused */
    static StoreSettings of(StoreConfig config) {
        String value = config.callTimeoutSeconds();
        int seconds;
        try {
            seconds = Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw refused(value);
        }
        if (seconds < 1 || seconds > MAX_CALL_TIMEOUT_SECONDS) {
            throw refused(value);
        }
        return new StoreSettings(Duration.ofSeconds(seconds));
    }

    private static InvalidSettingException refused(String value) {
        return new InvalidSettingException(
                PID, "callTimeoutSeconds", value, "a whole number from 1 to " + MAX_CALL_TIMEOUT_SECONDS);
    }
}

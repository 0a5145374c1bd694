package io.tunnelwatch.notifier.mqtt.internal;

import java.util.Optional;

/** Who we are to the broker. */
record Login(Optional<String> username, Optional<String> password) {

    /** Without the password: settings are shown and logged. */
    @Override
    public String toString() {
        return username.orElse("anonymous");
    }
}

package io.tunnelwatch.notifier.alertmanager.internal;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** {@code postableAlert} of the Alertmanager's API, version 2. */
record PostedAlert(
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        Optional<URI> generatorURL) {}

package io.tunnelwatch.alert;

import java.time.Instant;
import java.util.UUID;

/**
 * That the latest alert of a key was resolved by an operator: trouble that goes on is then not raised again until it
 * has ended once.
 */
public record OperatorResolution(AlertKey key, UUID alertId, Instant at) {}

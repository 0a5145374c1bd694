package io.tunnelwatch.notifier;

import io.tunnelwatch.alert.Notice;
import java.time.Instant;
import java.util.UUID;

/**
 * A notice that a channel gave up on.
 *
 * @param at when it did
 * @param reason what the other side said
 */
public record DeadLetter(UUID alertId, Notice notice, Instant at, String reason) {}

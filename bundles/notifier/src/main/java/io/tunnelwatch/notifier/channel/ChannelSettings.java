package io.tunnelwatch.notifier.channel;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings that every channel has, checked.
 *
 * @param match which alerts go this way; it holds the minimum severity too
 * @param maxPerMinute messages to people a minute; absent for no limit
 * @param renotifyEvery after which time an alert that nobody acknowledged is told again
 * @param unacknowledgedFor how long an alert must be open and unacknowledged before it is told; zero for at once
 * @param retryFor how long a message is tried
 * @param wording how it is said
 */
public record ChannelSettings(
        Match match,
        QuietHours quietHours,
        Optional<Integer> maxPerMinute,
        Optional<Duration> renotifyEvery,
        Duration unacknowledgedFor,
        Duration retryFor,
        Wording wording) {}

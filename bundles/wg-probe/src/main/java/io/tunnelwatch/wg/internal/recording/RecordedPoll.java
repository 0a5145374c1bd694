package io.tunnelwatch.wg.internal.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One poll of one gateway, as it is written down.
 *
 * @param place where it stands, for messages: {@code FILE, line 12}; empty while it is not written yet
 * @param run of polls whose {@code elapsed} can be compared; each recording that was made is one
 * @param gateway its name; absent in a recording by hand that does not say
 * @param at when it ended, by the wall clock
 * @param elapsed since the recording began, on a clock that never jumps; absent in a recording by hand
 */
public record RecordedPoll(
        String place, int run, Optional<String> gateway, Instant at, Optional<Duration> elapsed, Answer answer) {}

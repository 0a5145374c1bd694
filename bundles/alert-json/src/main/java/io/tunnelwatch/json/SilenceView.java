package io.tunnelwatch.json;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Silence;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A silence as shell and REST show it at one moment.
 *
 * @param start of the first window
 * @param end of the first window
 * @param every the repetition as people type it, {@code Mon-Fri 22:00}
 * @param repetition the same, taken apart
 * @param holds whether it is in force
 * @param window the one that holds, or else the next; absent when it is over for good
 * @param overAt when it is over for good; absent when it repeats without an end
 */
public record SilenceView(
        UUID id,
        Optional<String> gateway,
        Optional<String> peer,
        Optional<AlertKind> kind,
        Instant start,
        Instant end,
        String operator,
        Optional<String> note,
        Optional<String> every,
        Optional<Repetition> repetition,
        boolean holds,
        Optional<Silence.Window> window,
        Optional<Instant> overAt) {

    /** The view at this time. */
    public static SilenceView of(Silence silence, Instant now) {
        return new SilenceView(
                silence.id(),
                silence.gateway(),
                silence.peer(),
                silence.kind(),
                silence.start(),
                silence.end(),
                silence.operator(),
                silence.note(),
                silence.repetition().map(Repetition::text),
                silence.repetition(),
                silence.holds(now),
                silence.window(now),
                silence.overAt());
    }
}

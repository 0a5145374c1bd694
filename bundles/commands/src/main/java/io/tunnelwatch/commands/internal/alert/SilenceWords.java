package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.settings.Durations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Silences in words. */
final class SilenceWords {

    private SilenceWords() {}

    /** What it is for: {@code gateway berlin, kind PEER_DOWN}. */
    static String matcher(Silence silence) {
        List<String> parts = Stream.of(
                        silence.gateway().map(name -> "gateway " + name),
                        silence.peer().map(name -> "peer " + name),
                        silence.kind().map(kind -> "kind " + kind))
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty() ? "all alerts" : String.join(", ", parts);
    }

    /** When it repeats: {@code Sun 02:00 Europe/Berlin}. */
    static String rule(Repetition repetition) {
        return repetition.text() + " " + repetition.zone().getId();
    }

    /** When it holds: {@code from ... to ...}, or with its rule and its next window. */
    static String when(Silence silence, Times times) {
        String first = "from " + times.both(silence.start()) + " to " + times.both(silence.end());
        return silence.repetition()
                .map(repetition -> "every " + rule(repetition) + " for " + Durations.format(silence.length())
                        + silence.overAt()
                                .map(over -> ", for the last time until " + times.both(over))
                                .orElse(", with no end")
                        + "; first " + first)
                .orElse(first);
    }
}

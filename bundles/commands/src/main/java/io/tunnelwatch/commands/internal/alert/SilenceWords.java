package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.alert.Silence;
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
}

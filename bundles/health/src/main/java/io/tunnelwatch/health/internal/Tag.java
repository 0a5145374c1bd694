package io.tunnelwatch.health.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** What checks are found by, in {@code hc.tags}; all have {@code tunnelwatch} beside. */
enum Tag {
    /** Says when a restart of the process is due, and only then. */
    LIVE,
    /** Says whether gateways are watched and alerts accepted, which is what others rely on. */
    READY,
    LOG,
    STORE,
    GATEWAY,
    CHANNEL;

    private static final String OURS = "tunnelwatch";

    static String[] property(Tag... tags) {
        return Stream.concat(Stream.of(OURS), Arrays.stream(tags).map(tag -> tag.name()
                        .toLowerCase(Locale.ROOT)))
                .toArray(String[]::new);
    }
}

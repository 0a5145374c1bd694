package io.tunnelwatch.itests.bench;

import io.tunnelwatch.itests.karaf.LiveJvm;
import java.util.stream.Collectors;

/**
 * The live heap of a JVM, and of what classes it is.
 *
 * @param liveBytes after full collections
 * @param largest the classes that take most, as {@code jcmd} prints them
 */
record ClassHistogram(long liveBytes, String largest) {

    private static final int SHOWN = 15;
    private static final int HEADER_LINES = 3;

    static ClassHistogram of(long pid) {
        LiveJvm jvm = new LiveJvm(pid);
        long bytes = jvm.liveBytes();
        String largest = jvm.histogram().lines().limit(HEADER_LINES + SHOWN).collect(Collectors.joining("\n"));
        return new ClassHistogram(bytes, largest);
    }

    double liveMebibytes() {
        return liveBytes / 1024.0 / 1024.0;
    }
}

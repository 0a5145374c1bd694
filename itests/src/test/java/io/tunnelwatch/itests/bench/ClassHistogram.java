package io.tunnelwatch.itests.bench;

import io.tunnelwatch.itests.karaf.LiveJvm;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    /** Collects twice before: what a finalizer or a cleaner holds goes with the second. */
    static ClassHistogram of(long pid) {
        LiveJvm jvm = new LiveJvm(pid);
        jvm.collect();
        jvm.collect();
        String histogram = jvm.histogram();
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new AssertionError("jcmd printed no histogram:\n" + histogram);
        }
        String largest = histogram.lines().limit(HEADER_LINES + SHOWN).collect(Collectors.joining("\n"));
        return new ClassHistogram(Long.parseLong(total.group(1)), largest);
    }

    double liveMebibytes() {
        return liveBytes / 1024.0 / 1024.0;
    }
}

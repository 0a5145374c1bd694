package io.tunnelwatch.itests.karaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a running JVM holds, from outside: the JDK's {@code jcmd}, and Linux' {@code /proc}. */
public final class LiveJvm {

    /** A line of {@code VM.class_hierarchy}: a name, and the address of the loader that defines the class. */
    private static final Pattern CLASS = Pattern.compile("([\\w.$]+)/(0x[0-9a-f]+)");

    /** {@code Thread.print}: each thread begins with its name in quotes. */
    private static final Pattern THREAD = Pattern.compile("(?m)^\"(.*?)\" ");

    /** The last line of {@code GC.class_histogram}: instances and bytes. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final long pid;

    /** @param pid of the JVM, which runs as the same user */
    public LiveJvm(long pid) {
        this.pid = pid;
    }

    /** The names of its live threads. */
    public List<String> threads() {
        return THREAD.matcher(jcmd("Thread.print"))
                .results()
                .map(match -> match.group(1))
                .sorted()
                .toList();
    }

    /**
     * How many class loaders define each of these classes, after a full collection, which unloads what nobody holds.
     */
    public Map<String, Long> loadersOf(Collection<String> classes) {
        jcmd("GC.run");
        Matcher matcher = CLASS.matcher(jcmd("VM.class_hierarchy"));
        return matcher.results()
                .filter(match -> classes.contains(match.group(1)))
                .map(match -> Map.entry(match.group(1), match.group(2)))
                .distinct()
                .collect(Collectors.groupingBy(Map.Entry::getKey, TreeMap::new, Collectors.counting()));
    }

    /** Collects all garbage. */
    public void collect() {
        jcmd("GC.run");
    }

    /** Writes its live objects to a file, which must not be there yet. */
    public void dump(Path file) {
        jcmd("GC.heap_dump " + file);
    }

    /** Its live objects by class, the largest first, after a full collection: {@code GC.class_histogram}. */
    public String histogram() {
        return jcmd("GC.class_histogram");
    }

    /** The bytes of its live objects, after collections; what a cleaner holds goes with the second of them. */
    public long liveBytes() {
        collect();
        collect();
        String histogram = histogram();
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new AssertionError("jcmd printed no histogram:\n" + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** What its open descriptors point to, sorted. */
    public List<String> openFiles() {
        Path folder = Path.of("/proc", Long.toString(pid), "fd");
        try (Stream<Path> descriptors = Files.list(folder)) {
            return descriptors.flatMap(LiveJvm::target).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    private static Stream<String> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Stream.empty(); // closed meanwhile
        }
    }

    private String jcmd(String command) {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process jcmd = new ProcessBuilder(program.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new AssertionError("jcmd " + command + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd cannot be run: the tests need a JDK", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for jcmd", e);
        }
    }
}

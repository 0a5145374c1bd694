package io.tunnelwatch.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.itests.load.GrowingFile;
import io.tunnelwatch.itests.load.Offer;
import io.tunnelwatch.itests.load.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 1,000 events a second from 8 threads for ten minutes: whether anything grows, and how appends and history keep up.
 * Each sample is of the 5 s before it. The load runs in the same process, and writes a line for each offer and each
 * answer, so the process' own use is less than what is noted.
 */
final class Steady implements Measurement {

    private static final int RATE = 1_000;
    private static final int THREADS = 8;
    private static final Duration LASTS =
            Duration.ofSeconds(Integer.getInteger("tunnelwatch.bench.steadySeconds", 600));
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(5);

    /** A line of {@code -Xlog:gc}, with the seconds since the start of the JVM and the heap after the collection. */
    private static final Pattern COLLECTION = Pattern.compile("\\[([0-9.]+)s\\].* Pause .*->(\\d+)M\\(");

    private static final double MEBIBYTE = 1024 * 1024;

    @Override
    public String name() {
        return "steady";
    }

    @Override
    public void run(Path folder, Figures figures) throws Exception {
        Path collections = folder.resolve("gc.log");
        try (LoadedKaraf loaded = LoadedKaraf.start(folder, "-Xlog:gc:file=" + collections + ":uptime")) {
            GrowingFile gcLog = new GrowingFile(collections);
            long pid = loaded.karaf().pid();
            loaded.load().start(RATE, THREADS);
            gcLog.newLines();
            loaded.newlyAccepted();
            Samples samples = new Samples(loaded, pid);
            long end = System.nanoTime() + LASTS.toNanos();
            Sampling.every(SAMPLE_EVERY, () -> {
                samples.take();
                return System.nanoTime() < end;
            });
            samples.note(figures);
            noteCollections(figures, gcLog);
            loaded.assertTheHistoryIsWhole();
            figures.add(
                    "steady-live-heap",
                    "at the end",
                    "MiB",
                    List.of(ClassHistogram.of(pid).liveMebibytes()));
        }
    }

    private static void noteCollections(Figures figures, GrowingFile gcLog) {
        List<Double> at = new ArrayList<>();
        List<Double> used = new ArrayList<>();
        for (String line : gcLog.newLines()) {
            Matcher collection = COLLECTION.matcher(line);
            if (collection.find()) {
                at.add(Double.valueOf(collection.group(1)));
                used.add(Double.valueOf(collection.group(2)));
            }
        }
        double begin = at.isEmpty() ? 0 : at.get(0);
        figures.add(
                "steady-heap",
                "after collections",
                "MiB",
                used,
                at.stream().map(time -> time - begin).toList());
    }

    /** What was seen every few seconds. */
    private static final class Samples {

        private final LoadedKaraf loaded;
        private final long pid;
        private final long begin = System.nanoTime();
        private final List<Double> at = new ArrayList<>();
        private final List<Double> cpu = new ArrayList<>();
        private final List<Double> resident = new ArrayList<>();
        private final List<Double> threads = new ArrayList<>();
        private final List<Double> descriptors = new ArrayList<>();
        private final List<Double> rate = new ArrayList<>();
        private final List<Double> mostLag = new ArrayList<>();
        private final List<Double> appendMedian = new ArrayList<>();
        private final List<Double> appendP99 = new ArrayList<>();
        private final List<Double> appendMost = new ArrayList<>();
        private ProcessUse lastUse;
        private long lastNanos = begin;
        private int statesSeen;

        Samples(LoadedKaraf loaded, long pid) {
            this.loaded = loaded;
            this.pid = pid;
            this.lastUse = ProcessUse.of(pid);
        }

        /** Takes one; of the first look, which is at once, there is nothing to tell. */
        void take() {
            long now = System.nanoTime();
            if (now - lastNanos < SAMPLE_EVERY.toNanos() / 2) {
                return;
            }
            List<Offer> appends = loaded.newlyAccepted();
            assertThat(appends).as("appends within %s", SAMPLE_EVERY).isNotEmpty();
            double seconds = (now - lastNanos) / 1e9;
            ProcessUse use = ProcessUse.of(pid);
            List<State> states = loaded.load().states();
            at.add((now - begin) / 1e9);
            cpu.add((use.cpuSeconds() - lastUse.cpuSeconds()) / seconds * 100);
            resident.add(use.residentBytes() / MEBIBYTE);
            threads.add((double) use.threads());
            descriptors.add((double) use.descriptors());
            rate.add(appends.size() / seconds);
            mostLag.add(states.subList(statesSeen, states.size()).stream()
                    .mapToDouble(State::lag)
                    .max()
                    .orElse(0));
            long[] micros = appends.stream().mapToLong(Offer::micros).sorted().toArray();
            appendMedian.add(millis(micros, 0.50));
            appendP99.add(millis(micros, 0.99));
            appendMost.add(millis(micros, 1));
            lastUse = use;
            lastNanos = now;
            statesSeen = states.size();
        }

        void note(Figures figures) {
            figures.add("steady-cpu", "process", "% of a core", cpu, at);
            figures.add("steady-resident", "process", "MiB", resident, at);
            figures.add("steady-threads", "process", "threads", threads, at);
            figures.add("steady-descriptors", "process", "descriptors", descriptors, at);
            figures.add("steady-rate", "accepted", "events/s", rate, at);
            figures.add("steady-lag", "most", "events", mostLag, at);
            figures.add("steady-append", "median", "ms", appendMedian, at);
            figures.add("steady-append", "p99", "ms", appendP99, at);
            figures.add("steady-append", "most", "ms", appendMost, at);
        }

        private static double millis(long[] sortedMicros, double part) {
            int index = (int) Math.ceil(part * sortedMicros.length) - 1;
            return sortedMicros[Math.max(0, index)] / 1000.0;
        }
    }
}

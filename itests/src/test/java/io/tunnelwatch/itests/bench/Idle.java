package io.tunnelwatch.itests.bench;

import io.tunnelwatch.itests.karaf.KarafProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The CPU that the process takes while all is well: with no gateway, and with 10,000 peers at the default interval.
 * Each value is of one interval; what {@code wg} takes is apart.
 */
final class Idle implements Measurement {

    private static final int PEERS = 10_000;
    private static final int INTERVAL_SECONDS = 10;
    private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("tunnelwatch.bench.idleSeconds", 180));

    /** As often must the code of a poll have run before it is as fast as it will be. */
    private static final int WARM_UP_POLLS = 12;

    private static final Duration WARM_UP = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public void run(Path folder, Figures figures) throws Exception {
        BusyGateway gateway = new BusyGateway(Files.createDirectories(folder.resolve("gateway")), PEERS);
        try (KarafProcess karaf = KarafProcess.unpack(folder)) {
            karaf.start();
            Sampling.letPass(WARM_UP);
            measure(karaf.pid(), "no gateway", figures);

            gateway.watchedBy(karaf, INTERVAL_SECONDS);
            gateway.awaitPolls(karaf, WARM_UP_POLLS);
            measure(karaf.pid(), PEERS + " peers", figures);
            gateway.awaitPolls(karaf, 1);
        }
    }

    private static void measure(long pid, String variant, Figures figures) {
        List<Double> own = new ArrayList<>();
        List<Double> children = new ArrayList<>();
        List<ProcessUse> uses = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        long end = System.nanoTime() + LASTS.toNanos();
        Sampling.every(Duration.ofSeconds(INTERVAL_SECONDS), () -> {
            uses.add(ProcessUse.of(pid));
            times.add(System.nanoTime());
            return System.nanoTime() < end;
        });
        for (int sample = 1; sample < uses.size(); sample++) {
            double seconds = (times.get(sample) - times.get(sample - 1)) / 1e9;
            ProcessUse before = uses.get(sample - 1);
            ProcessUse after = uses.get(sample);
            own.add((after.cpuSeconds() - before.cpuSeconds()) / seconds * 100);
            children.add((after.childrenCpuSeconds() - before.childrenCpuSeconds()) / seconds * 100);
        }
        figures.add("idle", variant, "% of a core", own);
        figures.add("idle-children", variant, "% of a core", children);
    }
}

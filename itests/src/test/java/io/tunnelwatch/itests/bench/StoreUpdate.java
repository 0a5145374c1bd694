package io.tunnelwatch.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.bundles.BundleJar;
import io.tunnelwatch.itests.karaf.KarafProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code alert-store} is updated under 500 events a second: for how long the history is behind, and by how much.
 *
 * <p>Behind is from when it was last as close to the log as in 95 of 100 looks before, until it is so again with the
 * new bundle. The time in which the client starts that gives the command is no part of that.
 */
final class StoreUpdate implements Measurement {

    private static final int RATE = 500;
    private static final int THREADS = 8;
    private static final int UPDATES = Integer.getInteger("tunnelwatch.bench.updates", 7);
    private static final int LOOK_EVERY_MILLIS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String BUNDLE = "alert-store";
    private static final String NAME = "io.tunnelwatch." + BUNDLE;

    @Override
    public String name() {
        return "store-update";
    }

    @Override
    public void run(Path folder, Figures figures) throws Exception {
        Path builds = Files.createDirectories(folder.resolve("builds"));
        try (LoadedKaraf loaded = LoadedKaraf.start(folder)) {
            KarafProcess karaf = loaded.karaf();
            BundleJar jar = BundleJar.of(karaf, BUNDLE);
            LagFile lags = new LagFile(karaf.data("load/lags.csv"));
            loaded.load().carryOut("lag " + LOOK_EVERY_MILLIS);
            loaded.load().start(RATE, THREADS);
            Sampling.letPass(WARM_UP);

            List<LagFile.Behind> byCommand = new ArrayList<>();
            for (int number = 1; number <= UPDATES; number++) {
                String version = version(number);
                Path newer = jar.build(version, builds.resolve(BUNDLE + "-" + version + ".jar"));
                byCommand.add(update(loaded, lags, () -> karaf.run("bundle:update -r " + NAME + " " + newer.toUri())
                        .orFail()));
            }
            note(figures, "bundle:update", byCommand);

            String last = version(UPDATES);
            Path same = jar.build(last, builds.resolve(BUNDLE + ".jar"));
            note(figures, "deploy", List.of(update(loaded, lags, () -> karaf.deploy(same))));

            loaded.assertTheHistoryIsWhole();
            assertThat(karaf.ourBundles()).as("bundles after the updates").anyMatch(line -> isUpdated(line, last));
        }
    }

    private static LagFile.Behind update(LoadedKaraf loaded, LagFile lags, Runnable update) {
        lags.forget();
        loaded.load().beginRecord();
        Sampling.letPass(BEFORE);
        lags.read();
        long usual = lags.usual();
        update.run();
        AtomicReference<LagFile.Behind> behind = new AtomicReference<>();
        await("the history to have caught up after the update").atMost(LIMIT).until(() -> {
            lags.read();
            OptionalLong stopped = when(loaded, "STOPPED");
            OptionalLong started = when(loaded, "STARTED");
            if (stopped.isPresent() && started.isPresent()) {
                lags.behind(usual, stopped.getAsLong(), started.getAsLong()).ifPresent(behind::set);
            }
            return behind.get() != null;
        });
        return behind.get();
    }

    /** When that happened to the bundle since the record was begun. */
    private static OptionalLong when(LoadedKaraf loaded, String what) {
        return loaded.load().bundleEvents().stream()
                .map(line -> line.split(","))
                .filter(fields -> fields[1].equals(NAME) && fields[2].equals(what))
                .mapToLong(fields -> Long.parseLong(fields[0]))
                .max();
    }

    private static String version(int number) {
        return "0.1." + number;
    }

    private static boolean isUpdated(String line, String version) {
        return line.contains(NAME) && line.contains(version) && line.contains("Active");
    }

    private static void note(Figures figures, String variant, List<LagFile.Behind> all) {
        figures.add(
                "store-update",
                variant,
                "ms",
                all.stream().map(LagFile.Behind::millis).toList());
        figures.add(
                "store-update-lag",
                variant,
                "events",
                all.stream().map(behind -> (double) behind.most()).toList());
    }
}

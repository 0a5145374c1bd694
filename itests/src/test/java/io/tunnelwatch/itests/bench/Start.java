package io.tunnelwatch.itests.bench;

import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From launching {@code bin/karaf} until the assembly has polled a gateway, against a Karaf as its makers ship it: by
 * turns, each a fresh copy that is started twice.
 *
 * <p>The first poll is the line in {@code karaf.log} that its end writes. A stock Karaf polls nothing; it counts as
 * started when its shell greets who connects, and, at the first start, its log says that the boot features are
 * installed: whichever is later. Both are noted of the assembly too.
 */
final class Start implements Measurement {

    private static final int PAIRS = Integer.getInteger("tunnelwatch.bench.pairs", 5);
    private static final int PEERS = 10;
    private static final String FEATURES_STARTED = "| Done.";
    private static final String POLLED = "Gateway bench is UP";

    private final Map<String, List<Double>> times = new LinkedHashMap<>();

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Path folder, Figures figures) throws Exception {
        FakeWg wg = new FakeWg(Files.createDirectories(folder.resolve("bin")));
        Path dump = Files.writeString(folder.resolve("dump"), Dumps.together(PEERS, Instant.now()));
        wg.behave("exec cat '" + dump + "'");
        for (int pair = 0; pair < PAIRS; pair++) {
            Path home = Files.createDirectories(folder.resolve("pair" + pair));
            if (pair % 2 == 0) {
                tunnelwatch(home, wg);
                stock(home);
            } else {
                stock(home);
                tunnelwatch(home, wg);
            }
        }
        times.forEach((variant, values) -> figures.add("start", variant, "ms", values));
    }

    private void tunnelwatch(Path home, FakeWg wg) throws IOException {
        try (KarafProcess karaf = KarafProcess.unpack(Files.createDirectories(home.resolve("tunnelwatch")))) {
            karaf.writeConfig(
                    "io.tunnelwatch.gateway-bench.cfg", "source = wg", "command = " + wg.command(), "expect = roaming");
            StartMarks first = StartMarks.launch(karaf);
            note("tunnelwatch first poll", first.untilLogged(POLLED));
            note("tunnelwatch features", first.untilLogged(FEATURES_STARTED));
            note("tunnelwatch shell", first.untilShellGreets());
            karaf.stop();
            StartMarks second = StartMarks.launch(karaf);
            note("tunnelwatch first poll, second start", second.untilLogged(POLLED));
            note("tunnelwatch shell, second start", second.untilShellGreets());
        }
    }

    private void stock(Path home) throws IOException {
        try (KarafProcess karaf = KarafProcess.unpackStock(Files.createDirectories(home.resolve("stock")))) {
            StartMarks first = StartMarks.launch(karaf);
            double features = first.untilLogged(FEATURES_STARTED);
            double shell = first.untilShellGreets();
            note("stock karaf", Math.max(features, shell));
            note("stock karaf features", features);
            note("stock karaf shell", shell);
            karaf.stop();
            note("stock karaf, second start", StartMarks.launch(karaf).untilShellGreets());
        }
    }

    private void note(String variant, double millis) {
        times.computeIfAbsent(variant, name -> new ArrayList<>()).add(millis);
    }
}

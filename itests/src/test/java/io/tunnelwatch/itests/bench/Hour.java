package io.tunnelwatch.itests.bench;

import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.LiveJvm;
import io.tunnelwatch.itests.web.Browser;
import io.tunnelwatch.itests.web.Listeners;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An hour of 50 events a second, as fast as they go: from the log to the history, to those who listen, and to the page
 * in a browser. The live heap before it and after each quarter of it.
 */
final class Hour implements Measurement {

    private static final int EVENTS = Integer.getInteger("tunnelwatch.bench.events", 180_000);
    private static final int QUARTERS = 4;
    private static final int LISTENERS = 20;
    private static final int WARM_UP_EVENTS = 20_000;
    private static final Duration QUARTER_LIMIT = Duration.ofMinutes(10);
    private static final double MIB = 1 << 20;

    private final List<Double> server = new ArrayList<>();
    private final List<Double> page = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();

    @Override
    public String name() {
        return "hour";
    }

    @Override
    public void run(Path folder, Figures figures) throws Exception {
        try (LoadedKaraf loaded = LoadedKaraf.start(folder)) {
            Memory.awaitHistory(loaded.karaf());
            String login = "admin:" + loaded.karaf().adminPassword();
            String authorization =
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            try (Browser browser = new Browser(loaded.karaf());
                    Listeners listeners = new Listeners(loaded.karaf().httpPort(), authorization).add(LISTENERS)) {
                browser.open("");
                browser.mark();
                pass(loaded, listeners, WARM_UP_EVENTS);
                LiveJvm jvm = new LiveJvm(loaded.karaf().pid());
                note(jvm, browser);
                for (int quarter = 0; quarter < QUARTERS; quarter++) {
                    long begin = System.nanoTime();
                    pass(loaded, listeners, EVENTS / QUARTERS);
                    seconds.add((System.nanoTime() - begin) / 1e9);
                    note(jvm, browser);
                }
                // raised and resolved in turn, it is open half of the time
                loaded.load().start(1, 1);
                browser.awaitAlert("peer-0");
            }
            figures.add("hour", "live heap of the server", "MiB", server);
            figures.add("hour-page", "live heap of the page's scripts", "MiB", page);
            figures.add("hour-quarter", EVENTS / QUARTERS + " events", "s", seconds);
        }
    }

    /** Raises and resolves alerts; returns when all who listen and the history have the events. */
    private static void pass(LoadedKaraf loaded, Listeners listeners, int events) {
        long begin = listeners.sequence();
        loaded.load().carryOut("burst " + events / 2);
        listeners.awaitSequence(begin + events, QUARTER_LIMIT);
        await("the history").atMost(QUARTER_LIMIT).until(() -> loaded.load()
                .now()
                .filter(state -> state.isCurrent() && state.atWork() == 0)
                .isPresent());
    }

    private void note(LiveJvm jvm, Browser browser) {
        server.add(jvm.liveBytes() / MIB);
        page.add(browser.heapMebibytes());
    }
}

package io.tunnelwatch.load.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The load in OSGi: {@code load/*.command} in Karaf's data folder steers it, {@code load/*.csv} tells what happened.
 * Log, history and data source may come and go.
 *
 * <p>Commands: {@code start RATE THREADS}, {@code stop}, {@code alerts COUNT SUMMARY}, {@code burst COUNT}, {@code leak
 * COUNT}, {@code return}, {@code lag MILLIS}.
 */
@Component(immediate = true)
public final class LoadComponent {

    private static final int LOOK_EVERY_MILLIS = 50;

    /** For commands, states and the lag: none waits for another. */
    private static final int THREADS = 3;

    private static final long MAX_WAIT_FOR_END_SECONDS = 5;

    private final BundleContext context;
    private final Path folder;
    private final Csv offerRecord;
    private final Csv bundleRecord;
    private final Load load;
    private final Leaks leaks = new Leaks();
    private final BundleListener bundleListener;
    private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(THREADS);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertLog log;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertHistory history;

    @Reference(
            target = "(osgi.jndi.service.name=tunnelwatch)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable DataSource dataSource;

    /** @param context knows where Karaf's data lies */
    @Activate
    public LoadComponent(BundleContext context) throws IOException {
        this.context = context;
        this.folder =
                Path.of(Optional.ofNullable(context.getProperty("karaf.data")).orElse("data"), "load");
        Files.createDirectories(folder);
        this.offerRecord = new Csv(folder.resolve("offers.csv"));
        this.bundleRecord = new Csv(folder.resolve("bundles.csv"));
        this.load = new Load(
                new LoadEvents(InstantSource.system()), new Offers(() -> Optional.ofNullable(log), offerRecord));
        this.bundleListener = event -> record(event, bundleRecord);
        context.addBundleListener(bundleListener);
        schedule(new CommandFolder(folder, this::carryOut), LOOK_EVERY_MILLIS);
        schedule(
                new StateRecorder(
                        () -> Optional.ofNullable(log),
                        () -> Optional.ofNullable(history),
                        load,
                        folder.resolve("states.csv")),
                LOOK_EVERY_MILLIS);
    }

    @Deactivate
    void deactivate() throws InterruptedException, SQLException {
        context.removeBundleListener(bundleListener);
        thread.shutdown();
        thread.awaitTermination(MAX_WAIT_FOR_END_SECONDS, TimeUnit.SECONDS);
        load.close();
        leaks.giveBack();
        offerRecord.close();
        bundleRecord.close();
    }

    private void schedule(Runnable look, int everyMillis) {
        thread.scheduleWithFixedDelay(look, 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    private void carryOut(List<String> words) {
        switch (words.get(0)) {
            case "start" -> load.start(Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
            case "stop" -> load.stop();
            case "alerts" -> load.alerts(Integer.parseInt(words.get(1)), words.get(2));
            case "burst" -> load.burst(Integer.parseInt(words.get(1)));
            case "leak" -> Optional.ofNullable(dataSource)
                    .ifPresent(source -> leaks.take(source, Integer.parseInt(words.get(1))));
            case "return" -> giveBack();
            case "lag" -> schedule(
                    new LagRecorder(() -> Optional.ofNullable(log), folder.resolve("lags.csv")),
                    Integer.parseInt(words.get(1)));
            default -> throw new IllegalArgumentException("No such command: " + words);
        }
    }

    private void giveBack() {
        try {
            leaks.giveBack();
        } catch (SQLException e) {
            throw new IllegalStateException("Leaked connections could not be given back", e);
        }
    }

    private static void record(BundleEvent event, Csv record) {
        String what =
                switch (event.getType()) {
                    case BundleEvent.STARTED -> "STARTED";
                    case BundleEvent.STOPPED -> "STOPPED";
                    case BundleEvent.UPDATED -> "UPDATED";
                    case BundleEvent.UNINSTALLED -> "UNINSTALLED";
                    default -> "";
                };
        if (!what.isEmpty()) {
            record.line(System.nanoTime(), event.getBundle().getSymbolicName(), what);
        }
    }
}

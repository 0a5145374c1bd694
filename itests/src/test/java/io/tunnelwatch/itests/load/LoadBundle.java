package io.tunnelwatch.itests.load;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The load in Karaf, from outside: commands in, records out. */
public final class LoadBundle {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final Path folder;
    private final GrowingFile offerFile;
    private final GrowingFile stateFile;
    private final GrowingFile bundleFile;
    private final Ledger ledger = new Ledger();
    private final List<Offer> offers = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private final List<String> bundleEvents = new ArrayList<>();
    private int commands;

    /** @param folder {@code load} in the data folder of its Karaf */
    public LoadBundle(Path folder) {
        this.folder = folder;
        this.offerFile = new GrowingFile(folder.resolve("offers.csv"));
        this.stateFile = new GrowingFile(folder.resolve("states.csv"));
        this.bundleFile = new GrowingFile(folder.resolve("bundles.csv"));
    }

    /** Begins a new record of offers, states and bundles. */
    public void beginRecord() {
        readOffers();
        readStates();
        readBundles();
        offers.clear();
        states.clear();
        bundleEvents.clear();
    }

    /** The steady load, until it is stopped. */
    public void start(int rate, int threads) {
        carryOut("start " + rate + " " + threads);
    }

    /** The end of the steady load; what was refused goes on being offered. */
    public void stop() {
        carryOut("stop");
    }

    /** Gives a command and returns at once: it is carried out as soon as there is somebody. */
    public void leave(String command) {
        try {
            Files.createDirectories(folder);
            Path file = Files.writeString(folder.resolve("next"), command + "\n");
            Files.move(file, next(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into " + folder, e);
        }
    }

    /** Gives a command and returns when it was carried out. */
    public void carryOut(String command) {
        leave(command);
        Path file = folder.resolve(name(commands));
        await("the load to do \"" + command + "\"")
                .atMost(ANSWER_WITHIN)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !Files.exists(file));
    }

    /** How things are now; absent while the load's bundle does not run. */
    public Optional<State> now() {
        readStates();
        return states.isEmpty()
                ? Optional.empty()
                : Optional.of(states.get(states.size() - 1))
                        .filter(state -> System.nanoTime() - state.nanos()
                                < Duration.ofSeconds(2).toNanos());
    }

    /** What was offered and accepted since the folder is there. */
    public Ledger ledger() {
        readOffers();
        return ledger;
    }

    /** Since the record was begun. All of them are kept in memory. */
    public List<Offer> offers() {
        readOffers();
        return offers;
    }

    /** Since the record was begun. */
    public List<State> states() {
        readStates();
        return states;
    }

    /** Lines of time, symbolic name and what happened to the bundle, since the record was begun. */
    public List<String> bundleEvents() {
        readBundles();
        return bundleEvents;
    }

    private void readOffers() {
        List<Offer> news = offerFile.newLines().stream()
                .map(Offer::parse)
                .flatMap(Optional::stream)
                .toList();
        ledger.add(news);
        offers.addAll(news);
    }

    private void readStates() {
        stateFile.newLines().stream()
                .map(State::parse)
                .flatMap(Optional::stream)
                .forEach(states::add);
    }

    private void readBundles() {
        bundleEvents.addAll(bundleFile.newLines());
    }

    private Path next() {
        commands++;
        return folder.resolve(name(commands));
    }

    private static String name(int number) {
        return "%06d.command".formatted(number);
    }
}

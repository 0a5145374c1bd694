package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.Quarantined.Outcome;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of a file in the quarantine; a small text file beside it, for people too.
 *
 * @param plan what is still to be done with it, or was; empty when nothing is
 */
record QuarantineNote(Path file, Instant at, String cause, Optional<SalvagePlan> plan, Optional<Outcome> outcome) {

    private static final Logger LOG = LoggerFactory.getLogger(QuarantineNote.class);
    private static final String SUFFIX = ".txt";

    static Path placeFor(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    /** Whether its rows are still wanted. */
    boolean isToBeSalvaged() {
        return plan.isPresent() && outcome.isEmpty();
    }

    QuarantineNote with(Outcome result) {
        return new QuarantineNote(file, at, cause, plan, Optional.of(result));
    }

    QuarantineNote withoutOutcome() {
        return new QuarantineNote(file, at, cause, plan, Optional.empty());
    }

    /** Whether it was written after this time, or about then. */
    boolean isLaterThan(Instant time) {
        try {
            return Files.getLastModifiedTime(placeFor(file)).toInstant().isAfter(time.minusSeconds(1));
        } catch (IOException e) {
            return true;
        }
    }

    Quarantined quarantined(Optional<String> trouble) {
        return new Quarantined(file, at, cause, plan.isPresent(), outcome, trouble);
    }

    /** Writes the note, in the place of an older one. */
    void write() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("at", at.toString());
        properties.setProperty("cause", cause);
        plan.ifPresent(wanted -> {
            properties.setProperty("damaged", Boolean.toString(wanted.damaged()));
            properties.setProperty("salvage.afterSequence", Long.toString(wanted.afterSequence()));
            wanted.missingEvents().ifPresent(count -> properties.setProperty("missing.events", Long.toString(count)));
            wanted.missingFrom().ifPresent(from -> properties.setProperty("missing.from", from.toString()));
            wanted.missingTo().ifPresent(to -> properties.setProperty("missing.to", to.toString()));
        });
        outcome.ifPresent(result -> {
            properties.setProperty("salvaged.alerts", Long.toString(result.salvagedAlerts()));
            properties.setProperty("lost.alerts", Long.toString(result.lostAlerts()));
            properties.setProperty("lost.events", Long.toString(result.lostEvents()));
            result.lostFrom().ifPresent(from -> properties.setProperty("lost.from", from.toString()));
            result.lostTo().ifPresent(to -> properties.setProperty("lost.to", to.toString()));
            result.note().ifPresent(note -> properties.setProperty("lost.note", note));
        });
        Path place = placeFor(file);
        Path part = place.resolveSibling(place.getFileName() + ".part");
        try (Writer writer = Files.newBufferedWriter(part)) {
            properties.store(writer, file.getFileName() + " was put away by Tunnelwatch");
        }
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads a note; empty when this is none. */
    static Optional<QuarantineNote> read(Path place) {
        String name = place.getFileName().toString();
        if (!name.endsWith(".db" + SUFFIX)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(place)) {
            properties.load(reader);
            return Optional.of(new QuarantineNote(
                    place.resolveSibling(name.substring(0, name.length() - SUFFIX.length())),
                    Instant.parse(properties.getProperty("at", "")),
                    properties.getProperty("cause", ""),
                    plan(properties),
                    outcome(properties)));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            LOG.warn("The note {} can not be read; the file it is of is left alone", place, e);
            return Optional.empty();
        }
    }

    private static Optional<SalvagePlan> plan(Properties properties) {
        if (!properties.containsKey("salvage.afterSequence")) {
            return Optional.empty();
        }
        return Optional.of(new SalvagePlan(
                Boolean.parseBoolean(properties.getProperty("damaged")),
                number(properties, "salvage.afterSequence"),
                Optional.ofNullable(properties.getProperty("missing.events")).map(Long::valueOf),
                time(properties, "missing.from"),
                time(properties, "missing.to")));
    }

    private static Optional<Outcome> outcome(Properties properties) {
        if (!properties.containsKey("lost.alerts")) {
            return Optional.empty();
        }
        return Optional.of(new Outcome(
                number(properties, "salvaged.alerts"),
                number(properties, "lost.alerts"),
                number(properties, "lost.events"),
                time(properties, "lost.from"),
                time(properties, "lost.to"),
                Optional.ofNullable(properties.getProperty("lost.note"))));
    }

    private static long number(Properties properties, String key) {
        return Long.parseLong(properties.getProperty(key, "0"));
    }

    private static Optional<Instant> time(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key)).map(Instant::parse);
    }
}

package io.tunnelwatch.store.internal.recover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder {@code quarantine} beside the database: files that were put away, each with a note of why, and of what
 * came of it. Nothing in it is ever deleted. Used by the writer only, but for {@link #notes()}.
 */
final class Quarantine {

    private static final String NAME = "quarantine";

    private final Path database;
    private final Path directory;
    private final InstantSource clock;

    Quarantine(Path database, InstantSource clock) {
        this.database = database;
        this.directory = database.resolveSibling(NAME);
        this.clock = clock;
    }

    /**
     * Puts the database away, with its journal. The note is there first: a kill in between leaves a note without a
     * file, which counts for nothing.
     *
     * @return where it lies now; empty when there was none
     */
    Optional<QuarantineNote> takeIn(String cause, Optional<SalvagePlan> plan) throws IOException {
        if (Files.notExists(database, LinkOption.NOFOLLOW_LINKS)) {
            takeInSideFiles();
            return Optional.empty();
        }
        Files.createDirectories(directory);
        Path place = freePlace();
        QuarantineNote note = new QuarantineNote(place, clock.instant(), cause, plan, Optional.empty());
        note.write();
        Files.move(database, place);
        for (Path sideFile : SideFiles.of(database)) {
            Files.move(sideFile, SideFiles.beside(place, database, sideFile));
        }
        return Optional.of(note);
    }

    /** Puts away what lies beside the name of the database: SQLite would take it for that of the next file. */
    void takeInSideFiles() throws IOException {
        List<Path> sideFiles = SideFiles.of(database);
        if (sideFiles.isEmpty()) {
            return;
        }
        Files.createDirectories(directory);
        Path place = freePlace();
        for (Path sideFile : sideFiles) {
            if (Files.size(sideFile) == 0) {
                Files.delete(sideFile);
            } else {
                Files.move(sideFile, SideFiles.beside(place, database, sideFile));
            }
        }
    }

    /** What lies there, the latest first. */
    List<QuarantineNote> notes() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(QuarantineNote::read)
                    .flatMap(Optional::stream)
                    .filter(note -> Files.exists(note.file()))
                    .sorted(Comparator.comparing(QuarantineNote::at).reversed())
                    .toList();
        }
    }

    /**
     * What was brought over from files here is not in a backup that is older: it is wanted again when that is restored.
     */
    void salvageAgain(Optional<Instant> backupMadeAt) throws IOException {
        for (QuarantineNote note : notes()) {
            boolean gaveSomething = note.outcome()
                    .filter(outcome -> outcome.salvagedAlerts() > 0)
                    .isPresent();
            if (gaveSomething && backupMadeAt.map(note::isLaterThan).orElse(true)) {
                note.withoutOutcome().write();
            }
        }
    }

    /** How many damaged files came in since then. */
    long damagedSince(Instant since) throws IOException {
        return notes().stream()
                .filter(note -> note.plan().filter(SalvagePlan::damaged).isPresent())
                .filter(note -> note.at().isAfter(since))
                .count();
    }

    private Path freePlace() {
        String time = TimeInName.of(clock.instant());
        for (int number = 0; ; number++) {
            Path place = directory.resolve(
                    TimeInName.baseName(database) + "-" + time + (number == 0 ? "" : "-" + number) + ".db");
            boolean free = Files.notExists(place, LinkOption.NOFOLLOW_LINKS)
                    && Files.notExists(QuarantineNote.placeFor(place))
                    && SideFiles.of(place).isEmpty();
            if (free) {
                return place;
            }
        }
    }
}

package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.file.NewFile;
import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of verified backups. A file has its final name only after it was checked and forced to the disk; what is
 * half done ends in {@code .part}. One thread at a time.
 */
final class Backups {

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final String PART = ".part";

    private final SqliteFile sqlite;
    private final Path directory;
    private final Map<Seal, Optional<Backup>> known = new HashMap<>();

    Backups(SqliteFile sqlite, Path directory) {
        this.sqlite = sqlite;
        this.directory = directory;
    }

    /** The files with the name of a backup, the newest first. Does not open them. */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(this::isNamedAsOurs)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /** Whose name is that of this history's backups, and nothing more: others may lie beside them. */
    private boolean isNamedAsOurs(Path file) {
        return TimeInName.in(file).filter(time -> file.equals(place(time))).isPresent();
    }

    private Path place(Instant time) {
        return directory.resolve(TimeInName.baseName(sqlite.configured()) + "-" + TimeInName.of(time) + ".db");
    }

    /** A clock was wrong when it was made: its time says nothing, and no other backup is kept from being made by it. */
    static boolean isOfTheFuture(Instant madeAt, Instant now) {
        return madeAt.isAfter(now.plus(Duration.ofDays(1)));
    }

    /** Those that can be read, the newest first; one that can not is said once, and left alone. */
    List<Backup> list() throws IOException {
        List<Backup> backups = new ArrayList<>();
        Set<Seal> present = new HashSet<>();
        for (Path file : files()) {
            Optional<Seal> seal = Seal.of(file);
            if (seal.isPresent()) {
                if (!known.containsKey(seal.get())) {
                    known.put(seal.get(), read(file));
                }
                known.get(seal.get()).ifPresent(backups::add);
                present.add(seal.get());
            }
        }
        known.keySet().retainAll(present);
        return List.copyOf(backups);
    }

    private Optional<Backup> read(Path file) throws IOException {
        Instant madeAt = TimeInName.in(file).orElse(Instant.EPOCH);
        try {
            HistoryFile content = HistoryFile.read(sqlite, file);
            return Optional.of(new Backup(file, madeAt, Files.size(file), content.alerts(), content.position()));
        } catch (SQLException | IllegalArgumentException e) {
            LOG.warn(
                    "The backup {} can not be read: {}. It does not count, and is left alone", file, e.getMessage(), e);
            return Optional.empty();
        }
    }

    /** The place of the next backup. */
    Path nextPlace(Instant now) throws IOException {
        Files.createDirectories(directory);
        for (Instant time = now; ; time = time.plusSeconds(1)) {
            if (Files.notExists(place(time))) {
                return place(time);
            }
        }
    }

    /**
     * Copies a database that is in use.
     *
     * @param target the final name, which must not exist
     * @return the copy, which has another name until {@link #finish}
     */
    Path copy(Path source, Path target, Progress progress)
            throws IOException, SQLException, MaintenanceFailedException {
        if (Files.exists(target)) {
            throw new MaintenanceFailedException(target + " exists already: give another name, or move it away");
        }
        Path directoryOfTarget = target.toAbsolutePath().getParent();
        if (directoryOfTarget == null || !Files.isDirectory(directoryOfTarget)) {
            throw new MaintenanceFailedException("There is no directory " + directoryOfTarget + ": create it first");
        }
        Path part = target.resolveSibling(target.getFileName() + PART);
        Files.deleteIfExists(part);
        sqlite.copy(source, part, (done, total) -> progress.at("copying", done, total));
        return part;
    }

    /** Checks a copy, and gives it its final name. */
    Backup finish(Path part, Path target, HistoryFile expected, Instant madeAt, Progress progress)
            throws IOException, SQLException, MaintenanceFailedException {
        try {
            progress.at("checking", 0, 0);
            List<String> problems = sqlite.check(part, 1);
            if (!problems.isEmpty()) {
                throw new MaintenanceFailedException("the copy did not pass its check (" + problems.get(0)
                        + "): is the disk of " + target + " well?");
            }
            HistoryFile found = HistoryFile.read(sqlite, part);
            if (!found.equals(expected)) {
                throw new MaintenanceFailedException(
                        "the copy holds " + found + " where the history holds " + expected + ": try again");
            }
            NewFile.give(part, target);
            force(target.toAbsolutePath().getParent());
        } finally {
            Files.deleteIfExists(part);
        }
        return new Backup(target, madeAt, Files.size(target), expected.alerts(), expected.position());
    }

    /** Deletes what is older than so many that can be read, and what was left half done. */
    void prune(int kept, Instant now) throws IOException {
        List<Backup> good = list().stream()
                .filter(backup -> !isOfTheFuture(backup.madeAt(), now))
                .toList();
        if (good.size() > kept) {
            Path oldestKept = good.get(kept - 1).file();
            for (Path file : files()) {
                if (file.compareTo(oldestKept) < 0) {
                    Files.delete(file);
                }
            }
        }
        try (Stream<Path> all = Files.list(directory)) {
            for (Path part : all.filter(this::isPartOfOurs).toList()) {
                Files.delete(part);
            }
        }
    }

    private boolean isPartOfOurs(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(PART)
                && isNamedAsOurs(file.resolveSibling(name.substring(0, name.length() - PART.length())));
    }

    /** Makes a rename last through a loss of power. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

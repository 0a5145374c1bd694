package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.history.MaintenanceFailedException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A copy of a database of another program, with the journal or WAL that lies beside it. The file itself is only read,
 * and not by SQLite, which would take locks, roll a journal back or make files beside it: so the other program may run
 * meanwhile and notices nothing. What it writes while the copy is made makes the copy begin anew.
 *
 * <p>Not for a database that SQLite has open in this process: closing it would drop SQLite's locks on it (<a
 * href="https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_">here</a>).
 */
final class SteadyCopy implements AutoCloseable {

    private static final int ATTEMPTS = 10;
    private static final String NAME = "copy.db";

    private final Path folder;
    private final Path file;

    private SteadyCopy(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Makes one.
     *
     * @param source no symbolic link: journal and WAL lie beside the file itself
     * @param folder for this copy; what an earlier one left there is deleted, and nothing else
     * @throws MaintenanceFailedException the other program writes all the time
     */
    static SteadyCopy of(Path source, Path folder) throws IOException, MaintenanceFailedException {
        SteadyCopy copy = new SteadyCopy(folder, Files.createDirectories(folder).resolve(NAME));
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                copy.empty();
                List<Optional<Seal>> before = seals(source);
                copy.copy(source);
                if (seals(source).equals(before)) {
                    return copy;
                }
            }
        } catch (IOException e) {
            copy.close();
            throw e;
        }
        copy.close();
        throw new MaintenanceFailedException(source
                + " is written to all the time: stop the application for a moment, or make a copy of the file with sqlite3's"
                + " .backup and import that");
    }

    /** The copy: whoever opens it by SQLite finds what the program had committed. */
    Path file() {
        return file;
    }

    private void copy(Path source) throws IOException {
        Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
        for (Path sideFile : SideFiles.ofContent(source)) {
            if (Files.exists(sideFile)) {
                Files.copy(sideFile, SideFiles.beside(file, source, sideFile), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<Optional<Seal>> seals(Path source) {
        List<Optional<Seal>> seals = new ArrayList<>(List.of(Seal.of(source)));
        SideFiles.ofContent(source).forEach(sideFile -> seals.add(Seal.of(sideFile)));
        return seals;
    }

    private void empty() throws IOException {
        Files.deleteIfExists(file);
        for (Path sideFile : SideFiles.of(file)) {
            Files.delete(sideFile);
        }
    }

    @Override
    public void close() throws IOException {
        empty();
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            // what lies there is not ours
        }
    }
}

package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.datasource.SqliteFile.Kind;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.history.ImportResult;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.StoreHealth;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.health.HealthMonitor;
import io.tunnelwatch.store.internal.imports.AlertImport;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports what an older application left, from a copy of its database. Runs in the workshop. */
final class ImportWork {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);
    private static final String FOLDER = ".import-copy";

    private final Transactions looks;
    private final Transactions turns;
    private final HealthMonitor health;
    private final InstantSource clock;

    /**
     * @param looks for questions
     * @param turns for writing
     */
    ImportWork(Transactions looks, Transactions turns, HealthMonitor health, InstantSource clock) {
        this.looks = looks;
        this.turns = turns;
        this.health = health;
        this.clock = clock;
    }

    /** Does it, or only says what it would do. */
    ImportResult run(SqliteFile sqlite, ImportRequest request, Progress progress)
            throws MaintenanceFailedException, IOException, SQLException, InterruptedException {
        Path file = request.file().toAbsolutePath();
        requireHistory();
        requireOther(sqlite, file);
        Path folder = sqlite.path().resolveSibling(FOLDER);
        requireOutside(folder, file);
        progress.at("copying", 0, 0);
        try (SteadyCopy copy = SteadyCopy.of(file.toRealPath(), folder)) {
            progress.at("checking", 0, 0);
            requireWhole(sqlite, copy.file(), file);
            try (Connection older = sqlite.openUnchanging(copy.file())) {
                ImportResult result =
                        new AlertImport(older, request.dryRun() ? looks : turns, request, clock).run(progress);
                if (!request.dryRun()) {
                    LOG.info(
                            "Imported {} alerts from {}; {} were there already, {} rows were refused",
                            result.imported(),
                            file,
                            result.alreadyThere(),
                            result.refused());
                }
                return result;
            }
        } catch (AccessDeniedException e) {
            throw new MaintenanceFailedException(e.getFile() + " may not be read by the user that runs Karaf", e);
        }
    }

    private void requireHistory() throws MaintenanceFailedException {
        StoreHealth now = health.health();
        if (!now.isAvailable()) {
            throw new MaintenanceFailedException("The alert history is not available (" + now.state() + "): "
                    + now.cause().orElse("no cause is known") + ". Import when it is");
        }
    }

    /** Only what is not in use here may be opened. */
    private static void requireOther(SqliteFile sqlite, Path file) throws MaintenanceFailedException, IOException {
        if (!Files.exists(file)) {
            throw new MaintenanceFailedException("There is no file " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new MaintenanceFailedException(file + " is no file");
        }
        for (Path ours : List.of(sqlite.path(), sqlite.configured())) {
            if (Files.exists(ours) && Files.isSameFile(ours, file)) {
                throw new MaintenanceFailedException(
                        file + " is the alert history itself: nothing is imported from it");
            }
        }
    }

    private static void requireOutside(Path folder, Path file) throws MaintenanceFailedException, IOException {
        if (Files.exists(folder) && file.toRealPath().startsWith(folder.toRealPath())) {
            throw new MaintenanceFailedException(
                    folder + " is where copies are made while something is imported: move " + file + " out of it");
        }
    }

    /** The check also brings the copy to what the program had committed, by its journal or WAL. */
    private static void requireWhole(SqliteFile sqlite, Path copy, Path file)
            throws MaintenanceFailedException, SQLException {
        List<String> problems = sqlite.check(copy, 1);
        Kind kind = sqlite.contents(copy).kind();
        if (kind == Kind.NOT_A_DATABASE) {
            throw new MaintenanceFailedException(file + " is no SQLite database");
        }
        if (!problems.isEmpty()) {
            throw new MaintenanceFailedException(
                    file + " is damaged: " + problems.get(0) + ". Import what sqlite3's .recover makes of it");
        }
        if (kind == Kind.EMPTY) {
            throw new MaintenanceFailedException(file + " is empty: it has no table " + AlertImport.TABLE);
        }
    }
}

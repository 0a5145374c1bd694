package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/** The database's file is not the one it was. */
final class FileFaults {

    private static final int EVENTS_BEHIND = 200;

    private FileFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(
                                "file moved away",
                                3,
                                laboratory -> {
                                    Files.move(laboratory.database(), beside(laboratory, "moved-away.db"));
                                    return Removal.NONE;
                                },
                                Trait.QUICK,
                                Trait.HEALS_BY_ITSELF)
                        .shows("MISSING", "IO_ERROR", "CORRUPT"),
                Fault.of(
                                "file deleted",
                                3,
                                laboratory -> {
                                    Files.delete(laboratory.database());
                                    return Removal.NONE;
                                },
                                Trait.HEALS_BY_ITSELF)
                        .shows("MISSING", "IO_ERROR", "CORRUPT"),
                // whoever looks first notices it: a write that fails, or the upkeep, which opens what is there now
                Fault.of(
                        "replaced by an older copy, by rename",
                        3,
                        laboratory -> {
                            Path older = olderCopy(laboratory);
                            Files.move(older, laboratory.database(), StandardCopyOption.ATOMIC_MOVE);
                            return Removal.NONE;
                        },
                        Trait.HEALS_BY_ITSELF),
                // the position tells it, which is no state of the store
                Fault.of(
                        "replaced by an older copy, by cp over the same inode",
                        3,
                        laboratory -> {
                            Tool.run(
                                    "cp",
                                    olderCopy(laboratory).toString(),
                                    laboratory.database().toString());
                            return Removal.NONE;
                        },
                        Trait.HEALS_BY_ITSELF),
                Fault.of(
                                "replaced by another database",
                                3,
                                FileFaults::anotherDatabase,
                                Trait.HEALS_BY_ITSELF,
                                Trait.SPOILS)
                        .shows("MISSING", "IO_ERROR"),
                Fault.of("replaced by a directory, which is removed", 3, laboratory -> {
                            Path database = laboratory.database();
                            Files.move(database, beside(laboratory, "under-the-directory.db"));
                            Files.createDirectory(database);
                            return Removal.of(() -> Files.deleteIfExists(database));
                        })
                        .shows("MISSING", "IO_ERROR"));
    }

    private static Removal anotherDatabase(Laboratory laboratory) throws IOException {
        Path database = laboratory.database();
        Path other = beside(laboratory, "customers.db");
        Tool.run(
                "sqlite3",
                other.toString(),
                "CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT);"
                        + " INSERT INTO customer (name) VALUES ('Ada'), ('Grace')");
        byte[] before = Files.readAllBytes(other);
        Files.move(other, database, StandardCopyOption.ATOMIC_MOVE);
        return () -> Arrays.equals(before, Files.readAllBytes(database))
                ? List.of()
                : List.of("the other database was written to");
    }

    /** A whole copy that lacks some events of now. */
    private static Path olderCopy(Laboratory laboratory) throws IOException {
        Path copy = beside(laboratory, "older.db");
        Files.deleteIfExists(copy);
        laboratory.sqlite("VACUUM INTO '" + copy + "'");
        laboratory.awaitAccepted(EVENTS_BEHIND);
        return copy;
    }

    private static Path beside(Laboratory laboratory, String name) {
        return laboratory.databaseVolume().folder().resolve(name);
    }
}

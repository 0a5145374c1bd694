package io.tunnelwatch.itests.faults;

import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** The bytes of the database, or of its journal, are not what SQLite wrote. */
final class CorruptionFaults {

    private static final int PAGE = 4096;
    private static final int HEADER = 100;

    private CorruptionFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(
                                "header overwritten",
                                3,
                                laboratory -> {
                                    overwriteHeader(laboratory.database());
                                    return Removal.NONE;
                                },
                                Trait.QUICK,
                                Trait.CORRUPTS)
                        .shows("CORRUPT"),
                Fault.of(
                                "a page in the middle overwritten",
                                3,
                                laboratory -> {
                                    Path database = laboratory.database();
                                    overwrite(database, Files.size(database) / PAGE / 2 * PAGE, PAGE);
                                    return Removal.NONE;
                                },
                                Trait.CORRUPTS)
                        .shows("CORRUPT"),
                Fault.of(
                                "file truncated to half",
                                3,
                                laboratory -> {
                                    Path database = laboratory.database();
                                    Tool.run(
                                            "truncate",
                                            "-s",
                                            Long.toString(Files.size(database) / 2),
                                            database.toString());
                                    return Removal.NONE;
                                },
                                Trait.CORRUPTS)
                        .shows("CORRUPT", "IO_ERROR"),
                // it is missed only if the process ends then: that is the row with the kill
                Fault.of(
                        "-journal deleted in the middle of transactions",
                        3,
                        laboratory -> {
                            for (int time = 0; time < 10; time++) {
                                Files.deleteIfExists(awaitTransaction(laboratory.database()));
                            }
                            return Removal.NONE;
                        },
                        Trait.CORRUPTS),
                Fault.of(
                                "a foreign -journal put there",
                                3,
                                laboratory -> {
                                    Path foreign = foreignJournal(
                                            laboratory.databaseVolume().folder());
                                    Files.move(foreign, journal(laboratory.database()), StandardCopyOption.ATOMIC_MOVE);
                                    return Removal.NONE;
                                },
                                Trait.CORRUPTS)
                        .shows("CORRUPT", "IO_ERROR"),
                Fault.of(
                        "killed in the middle of a transaction, its -journal deleted",
                        1,
                        laboratory -> {
                            Path journal = awaitTransaction(laboratory.database());
                            laboratory.karaf().kill9();
                            Files.deleteIfExists(journal);
                            return Removal.of(laboratory::start);
                        },
                        Trait.KILLS),
                Fault.of(
                        "killed, and started with a foreign -journal",
                        1,
                        laboratory -> {
                            Path database = laboratory.database();
                            laboratory.karaf().kill9();
                            Files.move(
                                    foreignJournal(laboratory.databaseVolume().folder()),
                                    journal(database),
                                    StandardCopyOption.ATOMIC_MOVE,
                                    StandardCopyOption.REPLACE_EXISTING);
                            return Removal.of(laboratory::start);
                        },
                        Trait.KILLS));
    }

    static Path journal(Path database) {
        return database.resolveSibling(database.getFileName() + "-journal");
    }

    /** Under a lock: a transaction that is under way would write the whole header over it, and nothing be damaged. */
    private static void overwriteHeader(Path database) throws IOException, InterruptedException {
        SqliteHolder holder = new SqliteHolder(database, "BEGIN EXCLUSIVE;");
        overwrite(database, 0, HEADER);
        holder.end();
    }

    private static void overwrite(Path database, long from, int length) throws IOException {
        byte[] noise = new byte[length];
        new Random(42).nextBytes(noise);
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rws")) {
            file.seek(from);
            file.write(noise);
        }
    }

    /** Returns while there is a transaction that has written to its journal. */
    static Path awaitTransaction(Path database) {
        Path journal = journal(database);
        await("a transaction")
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofNanos(1))
                .until(() -> journal.toFile().length() > 0); // 0 when it is not there
        return journal;
    }

    /** The journal of another database's transaction, with pages in it, on disk and not ended. */
    private static Path foreignJournal(Path folder) throws Exception {
        Path other = folder.resolve("other.db");
        Files.deleteIfExists(other);
        Tool.run(
                "sqlite3",
                other.toString(),
                "CREATE TABLE t (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
                        + " SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT randomblob(500) FROM n");
        Path copy = folder.resolve("foreign-journal");
        SqliteHolder holder =
                new SqliteHolder(other, "PRAGMA cache_size = 5; BEGIN; UPDATE t SET x = randomblob(501);");
        Files.copy(journal(other), copy, StandardCopyOption.REPLACE_EXISTING);
        holder.end();
        return copy;
    }
}

package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Trait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code kill -9} of the JVM at full load. */
final class KillFaults {

    private static final int FULL_RATE = 1_000;
    private static final int THREADS = 8;
    private static final Duration UNTIL_KILLED = Duration.ofMillis(1_500);

    private KillFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("kill -9 at full load", 1, kill(1), Trait.QUICK, Trait.KILLS),
                Fault.of("kill -9 at full load, 20 times", 1, kill(20), Trait.KILLS));
    }

    private static Fault.Cause kill(int times) {
        return laboratory -> {
            List<String> problems = new ArrayList<>();
            for (int time = 1; time <= times; time++) {
                laboratory.load().start(FULL_RATE, THREADS);
                laboratory.letPass(UNTIL_KILLED.plusMillis(37L * time));
                laboratory.karaf().kill9();
                String integrity = integrityOfWhatIsThere(laboratory);
                if (!integrity.equals("ok")) {
                    problems.add("after kill " + time + " integrity_check says " + integrity);
                }
                if (time < times) {
                    laboratory.start();
                }
            }
            return () -> {
                laboratory.start();
                return problems;
            };
        };
    }

    /** On a copy, so that the journal is still there for Karaf to roll back. */
    private static String integrityOfWhatIsThere(Laboratory laboratory) throws Exception {
        Path database = laboratory.database();
        Path journal = CorruptionFaults.journal(database);
        Path copy = laboratory.databaseVolume().folder().resolve("after-kill.db");
        Files.copy(database, copy, StandardCopyOption.REPLACE_EXISTING);
        if (Files.exists(journal)) {
            Files.copy(journal, CorruptionFaults.journal(copy), StandardCopyOption.REPLACE_EXISTING);
        }
        String integrity = Tool.attempt("sqlite3", copy.toString(), "PRAGMA integrity_check")
                .output();
        Files.delete(copy);
        Files.deleteIfExists(CorruptionFaults.journal(copy));
        return integrity;
    }
}

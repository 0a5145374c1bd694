package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** File systems that do not take writes. */
final class DiskFaults {

    private static final String LOG_IS_FULL = "AlertLogFullException";

    private DiskFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(
                                "file made read-only (chattr +i)",
                                5,
                                laboratory -> immutable(laboratory.database()),
                                Trait.QUICK)
                        .shows("READONLY", "IO_ERROR"),
                // the journal is emptied and not deleted: nobody has to notice
                Fault.of(
                        "directory made read-only (chattr +i)",
                        5,
                        laboratory -> immutable(
                                Objects.requireNonNull(laboratory.database().getParent()))),
                Fault.of("file system turned read-only by an error (ext4), repaired", 5, laboratory -> {
                            Volume volume = laboratory.databaseVolume();
                            volume.breakIt();
                            return () -> volume.repair()
                                    ? List.of()
                                    : List.of("files on the broken file system were held open for 10 s, it could not be"
                                            + " unmounted");
                        })
                        .shows("READONLY", "IO_ERROR"),
                Fault.of(
                                "disk full for the database",
                                5,
                                laboratory -> {
                                    laboratory.databaseVolume().fill();
                                    return Removal.of(laboratory.databaseVolume()::free);
                                },
                                Trait.QUICK)
                        .shows("FULL"),
                Fault.of(
                        "disk full for the log",
                        3,
                        laboratory -> {
                            laboratory.logVolume().fill();
                            laboratory.awaitRefusal(LOG_IS_FULL);
                            return Removal.of(laboratory.logVolume()::free);
                        },
                        Trait.STOPS_APPENDS),
                Fault.of(
                                "disk full for both",
                                3,
                                laboratory -> {
                                    laboratory.logVolume().fill();
                                    laboratory.databaseVolume().fill();
                                    laboratory.awaitRefusal(LOG_IS_FULL);
                                    return Removal.of(() -> {
                                        laboratory.databaseVolume().free();
                                        laboratory.logVolume().free();
                                    });
                                },
                                Trait.STOPS_APPENDS)
                        .shows("FULL"));
    }

    private static Removal immutable(Path path) {
        Tool.run("chattr", "+i", path.toString());
        return Removal.of(() -> Tool.run("chattr", "-i", path.toString()));
    }
}

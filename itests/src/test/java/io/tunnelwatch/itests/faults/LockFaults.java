package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import java.util.List;

/** Other processes that hold the database. */
final class LockFaults {

    private LockFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("none, for comparison", 5, laboratory -> Removal.NONE, Trait.QUICK),
                Fault.of("write lock held by another process, 3 s", 3, hold("BEGIN EXCLUSIVE;"), Trait.QUICK)
                        .shows("LOCKED"),
                Fault.of("write lock held by another process, 30 s", 30, hold("BEGIN EXCLUSIVE;"))
                        .shows("LOCKED"),
                Fault.of("write lock held by a process that is stopped (SIGSTOP), then released", 20, laboratory -> {
                            SqliteHolder holder = new SqliteHolder(laboratory.database(), "BEGIN EXCLUSIVE;");
                            holder.freeze();
                            return Removal.of(() -> {
                                holder.thaw();
                                holder.end();
                            });
                        })
                        .shows("LOCKED"),
                Fault.of("read transaction held for a minute", 60, hold("BEGIN; SELECT count(*) FROM alert_event;"))
                        .shows("LOCKED"));
    }

    private static Fault.Cause hold(String transaction) {
        return laboratory -> {
            SqliteHolder holder = new SqliteHolder(laboratory.database(), transaction);
            return Removal.of(holder::end);
        };
    }
}

package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.text.Fields;
import io.tunnelwatch.commands.internal.text.Sizes;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.json.BackupDocument;
import io.tunnelwatch.json.StoreDocument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The store for people. */
final class StoreFields {

    /** Files are put away and never deleted, so there can be many. */
    private static final int QUARANTINED_SHOWN = 5;

    private StoreFields() {}

    static Fields of(StoreDocument store, List<Quarantined> quarantine, Times times) {
        Fields fields = new Fields()
                .add("State", store.state())
                .add("Since", times.both(store.since()))
                .add("Cause", store.cause())
                .add("Hint", store.hint())
                .add("URL", store.url())
                .add(
                        "Size",
                        store.bytes()
                                .map(bytes -> Sizes.format(bytes)
                                        + RetentionWords.free(
                                                store.freeBytes(),
                                                store.pragmas().get("auto_vacuum"))))
                .add("Schema version", store.schemaVersion())
                .add("Pragmas", pragmas(store))
                .add(
                        "Pool",
                        store.pool()
                                .map(pool ->
                                        pool.active() + " active, " + pool.idle() + " idle, at most " + pool.max()))
                .add("Position", store.position())
                .add("Lag", store.lag().map(lag -> lag + (lag == 1 ? " event" : " events")))
                .add(
                        "Last fault",
                        store.lastFault()
                                .map(fault -> fault.state() + ", " + times.both(fault.at()) + ": " + fault.cause()))
                .add(
                        "Last recovery",
                        store.lastRecovery()
                                .map(recovery -> "from " + recovery.from() + ", " + times.both(recovery.at()) + ": "
                                        + recovery.action()))
                .add(
                        "Last backup",
                        store.lastBackup().map(backup -> words(backup, times)).orElse("none is known"))
                .add("Backup trouble", store.backupTrouble())
                .add("Retention", RetentionWords.kept(store.retention()))
                .add("Last retired", RetentionWords.lastRetired(store.retention(), times))
                .add("Not retired", store.retention().trouble());
        quarantine.stream()
                .limit(QUARANTINED_SHOWN)
                .forEach(file -> fields.add("Quarantined", QuarantineWords.line(file, times)));
        return fields.add("Quarantined", more(quarantine.size() - QUARANTINED_SHOWN));
    }

    private static Optional<String> pragmas(StoreDocument store) {
        return Optional.of(store.pragmas().entrySet().stream()
                        .map(pragma -> pragma.getKey() + "=" + pragma.getValue())
                        .collect(Collectors.joining(", ")))
                .filter(text -> !text.isEmpty());
    }

    private static String words(BackupDocument backup, Times times) {
        return times.both(backup.at()) + ", " + Sizes.format(backup.bytes()) + ", " + backup.alerts()
                + (backup.alerts() == 1 ? " alert: " : " alerts: ") + backup.file();
    }

    private static Optional<String> more(int files) {
        return files > 0 ? Optional.of("and " + files + " earlier; --json has them all") : Optional.empty();
    }
}

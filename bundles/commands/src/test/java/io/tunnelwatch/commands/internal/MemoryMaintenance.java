package io.tunnelwatch.commands.internal;

import io.tunnelwatch.history.Backup;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.history.ImportResult;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.log.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Maintenance that does nothing but remember what it was asked for, and answers as a test sets. */
public final class MemoryMaintenance implements HistoryMaintenance {

    public static final Path FOLDER = Path.of("/karaf/data/tunnelwatch/backup");

    /** What was asked for, as {@code restore /some/file}. */
    public final List<String> calls = new ArrayList<>();

    public final List<Backup> backups = new ArrayList<>();
    public final List<Quarantined> quarantine = new ArrayList<>();
    public final List<String> problems = new ArrayList<>();
    public ImportResult imported = new ImportResult(0, 0, 0, 0, 0, List.of());
    /** Why nothing can be done. */
    public Optional<String> trouble = Optional.empty();
    /** Who hears of the work. */
    public Optional<Progress> heard = Optional.empty();

    /** The n-th backup: n hours before noon. */
    public static Backup backup(int n) {
        return new Backup(
                FOLDER.resolve("alerts-20261123T" + (12 - n) + "0000Z.db"),
                Samples.NOON.minusSeconds(3600L * n),
                1_572_864L * n,
                4711 - n,
                Optional.of(new Position(Samples.EPOCH, 9000 - n)));
    }

    @Override
    public List<Backup> backups() {
        return List.copyOf(backups);
    }

    @Override
    public List<Quarantined> quarantine() {
        return List.copyOf(quarantine);
    }

    @Override
    public Backup backup(Optional<Path> file, Progress progress) throws MaintenanceFailedException {
        begin("backup" + file.map(path -> " " + path).orElse(""), progress);
        Backup made = backup(1);
        return new Backup(file.orElse(made.file()), Samples.NOON, made.bytes(), made.alerts(), made.position());
    }

    @Override
    public Optional<Quarantined> restore(Path file, Progress progress) throws MaintenanceFailedException {
        begin("restore " + file, progress);
        return quarantine.stream().findFirst();
    }

    @Override
    public Optional<Quarantined> rebuild(Progress progress) throws MaintenanceFailedException {
        begin("rebuild", progress);
        return quarantine.stream().findFirst();
    }

    @Override
    public List<String> check(Progress progress) throws MaintenanceFailedException {
        begin("check", progress);
        return List.copyOf(problems);
    }

    @Override
    public ImportResult importAlerts(ImportRequest request, Progress progress) throws MaintenanceFailedException {
        begin("import " + request, progress);
        return imported;
    }

    private void begin(String call, Progress progress) throws MaintenanceFailedException {
        calls.add(call);
        heard = Optional.of(progress);
        if (trouble.isPresent()) {
            throw new MaintenanceFailedException(trouble.get());
        }
    }
}

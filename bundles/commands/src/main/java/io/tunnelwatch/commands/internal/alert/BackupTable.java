package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.Sizes;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.Backup;
import java.nio.file.Path;
import java.util.List;

/** Backups as a table. Where room is short, a file is shown by its name without its folder. */
final class BackupTable {

    private BackupTable() {}

    static Table of(List<Backup> backups, Times times) {
        Table table = new Table(
                Column.whole("MADE"),
                Column.number("SIZE"),
                Column.number("ALERTS"),
                Column.whole("POSITION").orDrop(),
                Column.whole("FILE"));
        backups.forEach(backup -> table.row(
                times.narrowCell(backup.madeAt()),
                Cell.of(Sizes.format(backup.bytes())),
                Cell.of(backup.alerts()),
                Cell.of(backup.position()),
                file(backup.file())));
        return table;
    }

    private static Cell file(Path file) {
        return Cell.of(file.toString(), file.getFileName().toString());
    }
}

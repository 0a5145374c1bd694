package io.tunnelwatch.store.internal.imports;

import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.history.ImportResult;
import io.tunnelwatch.history.ImportResult.Refusal;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.AlertEntity.Origin;
import io.tunnelwatch.store.internal.entity.StoredRow;
import io.tunnelwatch.store.internal.health.FaultClassifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One import: reads the older application's rows in the order of their ids, and brings them in, some in each
 * transaction. What an interrupt or a fault of the history leaves behind is whole, and the next import goes on from
 * there. Memory does not grow with the rows. For one thread.
 */
public final class AlertImport {

    /** The older application's table. */
    public static final String TABLE = "alert_history";

    static final List<String> COLUMNS =
            List.of("id", "client_name", "peer_key", "subject", "message", "sent_at", "success");

    /** So many take some 50 ms: for so long the projection waits for its turn. */
    private static final int BATCH = 200;

    private final Connection older;
    private final Transactions history;
    private final ImportRequest request;
    private final InstantSource clock;
    private final List<Refusal> refusals = new ArrayList<>();
    private long read;
    private long imported;
    private long alreadyThere;
    private long refused;
    private long zoneless;

    /**
     * @param older a whole database that nobody writes; closed by the caller
     * @param history its tables are of this version
     */
    public AlertImport(Connection older, Transactions history, ImportRequest request, InstantSource clock) {
        this.older = older;
        this.history = history;
        this.request = request;
        this.clock = clock;
    }

    /**
     * Does it; of a dry run, only says what it would do.
     *
     * @throws MaintenanceFailedException the file has no such table, or the history can not be written
     * @throws SQLException the file can not be read
     * @throws InterruptedException the thread was interrupted
     */
    public ImportResult run(Progress progress) throws MaintenanceFailedException, SQLException, InterruptedException {
        requireTable();
        long total = number("SELECT COUNT(*) FROM " + TABLE);
        Instant now = clock.instant();
        List<ImportedRow> batch = new ArrayList<>();
        try (Statement statement = older.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + String.join(", ", COLUMNS) + " FROM " + TABLE + " ORDER BY id")) {
            while (rows.next()) {
                convert(row(rows), now, batch);
                if (batch.size() == BATCH) {
                    bring(batch, now);
                    progress.at(request.dryRun() ? "comparing" : "importing", read, total);
                }
            }
        }
        bring(batch, now);
        return new ImportResult(read, imported, alreadyThere, refused, zoneless, refusals);
    }

    private void convert(StoredRow row, Instant now, List<ImportedRow> batch) {
        read++;
        try {
            ImportedRow converted = ImportedRow.of(row, request, now);
            zoneless += converted.zoneless() ? 1 : 0;
            batch.add(converted);
        } catch (RowRefusedException e) {
            refused++;
            if (refusals.size() < ImportResult.MAX_REFUSALS) {
                Object id = row.columns().getOrDefault("id", "number " + read);
                refusals.add(new Refusal(id.toString(), e.getMessage()));
            }
        }
    }

    private void bring(List<ImportedRow> batch, Instant now) throws MaintenanceFailedException, InterruptedException {
        stopIfInterrupted();
        try {
            ImportBatch rows = new ImportBatch(batch);
            long fresh = request.dryRun()
                    ? history.required(rows::countMissing)
                    : history.required(entityManager -> rows.bring(entityManager, row -> origin(row, now)));
            imported += fresh;
            alreadyThere += batch.size() - fresh;
            batch.clear();
        } catch (RuntimeException e) {
            stopIfInterrupted();
            throw new MaintenanceFailedException(
                    FaultClassifier.describe(e) + ". " + imported
                            + " alerts were imported until then; import the file again"
                            + " when that is mended: each row comes in once",
                    e);
        }
    }

    private Origin origin(ImportedRow row, Instant now) {
        return new Origin(request.file().getFileName().toString(), row.number(), now);
    }

    private void stopIfInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("The import was interrupted after " + imported + " alerts");
        }
    }

    private void requireTable() throws MaintenanceFailedException, SQLException {
        Set<String> missing = new LinkedHashSet<>(COLUMNS);
        try (Statement statement = older.createStatement();
                ResultSet columns =
                        statement.executeQuery("SELECT lower(name) FROM pragma_table_info('" + TABLE + "')")) {
            while (columns.next()) {
                missing.remove(columns.getString(1));
            }
        }
        if (missing.size() == COLUMNS.size()) {
            throw new MaintenanceFailedException(
                    request.file() + " is no database of the older application: it has no table " + TABLE);
        }
        if (!missing.isEmpty()) {
            throw new MaintenanceFailedException("The table " + TABLE + " of " + request.file()
                    + " is not that of the older application: it has no " + String.join(", ", missing));
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = older.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private StoredRow row(ResultSet rows) throws SQLException {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            Object value = rows.getObject(i + 1);
            if (value != null) {
                values.put(COLUMNS.get(i), value);
            }
        }
        return new StoredRow(TABLE, rows.getRow(), values);
    }
}

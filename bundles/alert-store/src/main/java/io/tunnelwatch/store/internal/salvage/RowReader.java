package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.entity.StoredRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The single questions to a damaged table. Each can fail with {@link Damage}. Belongs to one thread. */
final class RowReader {

    private static final int SPARE_BYTES_PER_ROW = 64;

    private final Connection connection;
    private final String table;

    RowReader(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    /**
     * The rows from a rowid on: those before the damage, if there is any, and whether there was. Not asked with
     * "greater than", for which SQLite goes to the leaf of the smaller one first, and that may be the damaged one.
     */
    Chunk rowsFrom(long rowid, int limit) throws SQLException {
        List<StoredRow> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT rowid AS salvaged_rowid, * FROM " + table + " WHERE rowid >= ? ORDER BY rowid LIMIT ?")) {
            query.setLong(1, rowid);
            query.setInt(2, limit);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
        } catch (SQLException e) {
            Damage.orThrow(e);
            return new Chunk(rows, true);
        }
        return new Chunk(rows, false);
    }

    /** The first rowid that is not smaller. */
    OptionalLong from(long rowid) throws SQLException {
        return number("SELECT rowid FROM " + table + " WHERE rowid >= ? ORDER BY rowid LIMIT 1", rowid);
    }

    /** The last rowid that is smaller. */
    OptionalLong before(long rowid) throws SQLException {
        return number("SELECT rowid FROM " + table + " WHERE rowid < ? ORDER BY rowid DESC LIMIT 1", rowid);
    }

    /**
     * The greatest rowid. A damaged last leaf can tell any number, so it counts only if nothing is found behind it, and
     * if the key's index knows no smaller one; failing both, as many rows as the file has room for.
     */
    long last() throws SQLException {
        OptionalLong byTable = greatest(table);
        OptionalLong byIndex = greatest("(SELECT rowid FROM " + table + " INDEXED BY " + keyIndex() + ")");
        if (byTable.isPresent() && isEnd(byTable.getAsLong())) {
            return Math.min(byTable.getAsLong(), byIndex.orElse(Long.MAX_VALUE));
        }
        return byIndex.orElse(room());
    }

    private OptionalLong greatest(String source) throws SQLException {
        try {
            return OptionalLong.of(number("SELECT MAX(rowid) FROM " + source).orElse(0));
        } catch (SQLException e) {
            Damage.orThrow(e);
            return OptionalLong.empty();
        }
    }

    private boolean isEnd(long rowid) throws SQLException {
        try {
            return rowid == Long.MAX_VALUE || from(rowid + 1).isEmpty();
        } catch (SQLException e) {
            Damage.orThrow(e);
            return false;
        }
    }

    /** The index that SQLite made for the table's key. */
    private String keyIndex() {
        return "sqlite_autoindex_" + table + "_1";
    }

    /** No table of the file has more rows. */
    long room() throws SQLException {
        try {
            return number("PRAGMA page_count").orElse(0)
                    * number("PRAGMA page_size").orElse(0)
                    / SPARE_BYTES_PER_ROW;
        } catch (SQLException e) {
            Damage.orThrow(e);
            return DamagedFile.bytes(connection) / SPARE_BYTES_PER_ROW;
        }
    }

    private OptionalLong number(String sql, long... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setLong(i + 1, parameters[i]);
            }
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    return OptionalLong.empty();
                }
                long number = found.getLong(1);
                return found.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
            }
        }
    }

    private StoredRow row(ResultSet found) throws SQLException {
        ResultSetMetaData columns = found.getMetaData();
        Map<String, Object> values = new HashMap<>();
        for (int i = 2; i <= columns.getColumnCount(); i++) {
            Object value = found.getObject(i);
            if (value != null) {
                values.put(columns.getColumnName(i), value);
            }
        }
        return new StoredRow(table, found.getLong(1), values);
    }

    /** @param damaged whether there are, or may be, further rows, which can not be read from here */
    record Chunk(List<StoredRow> rows, boolean damaged) {}
}

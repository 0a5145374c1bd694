package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.StoredTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts exactly what is lost of a table, by an index of it that is whole: it lies in other pages than the rows, and
 * names each of them.
 */
final class LossByIndex {

    private final Connection damaged;
    private final Transactions history;

    LossByIndex(Connection damaged, Transactions history) {
        this.damaged = damaged;
        this.history = history;
    }

    /** Whether the file has such an index: files of older versions do not have all; empty when it can not be read. */
    Optional<Boolean> isThere(Index index) throws SQLException {
        try (PreparedStatement query =
                damaged.prepareStatement("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'index' AND name = ?")) {
            query.setString(1, index.name());
            try (ResultSet found = query.executeQuery()) {
                return Optional.of(found.getLong(1) > 0);
            }
        } catch (SQLException e) {
            Damage.orThrow(e);
            return Optional.empty();
        }
    }

    /** How many rows the index knows; empty when it can not be read. */
    Optional<Long> rows(Index index) throws SQLException {
        try (PreparedStatement query = damaged.prepareStatement(
                        "SELECT COUNT(*) FROM " + index.table() + " INDEXED BY " + index.name());
                ResultSet found = query.executeQuery()) {
            return Optional.of(found.getLong(1));
        } catch (SQLException e) {
            Damage.orThrow(e);
            return Optional.empty();
        }
    }

    /**
     * Counts the keys in the index that the history lacks.
     *
     * @param read rows of the table that could be read: an index with fewer is damaged, too
     * @return empty when the index is damaged
     */
    Optional<LostRows> count(Index index, long read) throws SQLException, InterruptedException {
        Count count = new Count(index.keys());
        String sql = "SELECT " + index.time() + ", id FROM " + index.table() + " INDEXED BY " + index.name() + " WHERE "
                + index.condition() + " ORDER BY 1, 2";
        try (PreparedStatement query = damaged.prepareStatement(sql);
                ResultSet found = query.executeQuery()) {
            while (found.next()) {
                if (!count.add(found.getString(1), found.getString(2))) {
                    return Optional.empty();
                }
            }
        } catch (SQLException e) {
            Damage.orThrow(e);
            return Optional.empty();
        }
        return count.total() < read ? Optional.empty() : Optional.of(count.end());
    }

    /**
     * An index.
     *
     * @param time the column of a time by which it is ordered, and then by the id; {@code ''} when it has only the id
     * @param condition of the rows that it holds
     */
    record Index(String table, String name, String time, KnownKeys keys, String condition) {

        static final Index ALERTS = new Index("alert", "alert_by_time", "raised_at", KnownKeys.ALERTS, "TRUE");
        static final Index EVENTS =
                new Index("alert_event", "sqlite_autoindex_alert_event_1", "''", KnownKeys.EVENTS, "TRUE");
        static final Index IMPORTS =
                new Index("alert", "alert_imported", "imported_at", KnownKeys.ALERTS, "imported_at IS NOT NULL");
    }

    /** Goes along the index. */
    private final class Count {

        private final KnownKeys keys;
        private final Map<String, String> timesById = new HashMap<>();
        private final List<String> lostTimes = new ArrayList<>(List.of("", ""));
        private String previous = "";
        private long total;
        private long lost;

        private Count(KnownKeys keys) {
            this.keys = keys;
        }

        long total() {
            return total;
        }

        /** Whether the entry makes sense behind those before. */
        boolean add(@Nullable String time, @Nullable String id) throws InterruptedException {
            String entry = time + "/" + id;
            if (id == null || time == null || entry.compareTo(previous) <= 0 || !readable(time, id)) {
                return false;
            }
            previous = entry;
            total++;
            timesById.put(id, time);
            if (timesById.size() == DamagedTable.CHUNK) {
                flush();
            }
            return true;
        }

        LostRows end() throws InterruptedException {
            flush();
            return new LostRows(lost, time(0), time(1), false);
        }

        private Optional<Instant> time(int which) {
            return Optional.of(lostTimes.get(which))
                    .filter(text -> !text.isEmpty())
                    .map(StoredTime::parse);
        }

        private void flush() throws InterruptedException {
            DamagedTable.stopIfInterrupted();
            timesById
                    .keySet()
                    .removeAll(history.required(entityManager -> keys.among(entityManager, timesById.keySet())));
            lost += timesById.size();
            timesById.values().stream().sorted().forEach(time -> {
                if (lost > 0 && lostTimes.get(0).isEmpty()) {
                    lostTimes.set(0, time);
                }
                lostTimes.set(1, time);
            });
            timesById.clear();
        }

        private static boolean readable(String time, String id) {
            try {
                if (!time.isEmpty()) {
                    StoredTime.parse(time);
                }
                return UUID.fromString(id).toString().equals(id);
            } catch (IllegalArgumentException | DateTimeException e) {
                return false;
            }
        }
    }
}

package io.tunnelwatch.benchmarks;

import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.json.EventJson;
import io.tunnelwatch.store.internal.entity.StoredTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of an alert as plain JDBC writes them: prepared once, in one batch. */
final class PlainRows implements AutoCloseable {

    private static final String EPOCH = "00000000-0000-0001-0000-000000000001";

    private final Connection connection;
    private final PreparedStatement alert;
    private final PreparedStatement event;
    private final PreparedStatement position;

    PlainRows(Connection connection) throws SQLException {
        this.connection = connection;
        alert = connection.prepareStatement(
                "INSERT INTO alert (id, kind, severity, state, gateway, interface, peer_key,"
                        + " peer_name, summary, tags, occurrences, raised_at, last_seen_at, resolved_at, resolved_by, last_sequence)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        event = connection.prepareStatement("INSERT INTO alert_event (id, alert_id, type, at, epoch, sequence, json)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        position = connection.prepareStatement("UPDATE log_position SET epoch = ?, sequence = ?, updated_at = ?"
                + " WHERE consumer = 'alert-store' AND sequence <= ?");
    }

    /** Puts them in, and commits. */
    void insert(List<Raised> raised, long lastSequence) throws SQLException {
        long sequence = lastSequence - raised.size();
        for (Raised one : raised) {
            sequence++;
            alert(one, sequence, Optional.empty());
            event.setString(1, one.id().toString());
            event.setString(2, one.alertId().toString());
            event.setString(3, "Raised");
            event.setString(4, StoredTime.of(one.at()));
            event.setString(5, EPOCH);
            event.setLong(6, sequence);
            event.setString(7, EventJson.write(one));
            event.addBatch();
        }
        alert.executeBatch();
        event.executeBatch();
        position.setString(1, EPOCH);
        position.setLong(2, lastSequence);
        position.setString(3, StoredTime.of(Instant.EPOCH));
        position.setLong(4, lastSequence);
        position.executeUpdate();
        connection.commit();
    }

    /** Puts one alert in; {@link #flush} commits. */
    void alert(Raised one, long sequence, Optional<Instant> resolvedAt) throws SQLException {
        alert.setString(1, one.alertId().toString());
        alert.setString(2, one.key().kind().name());
        alert.setString(3, one.severity().name());
        alert.setString(4, resolvedAt.isPresent() ? "RESOLVED" : "OPEN");
        alert.setString(5, one.key().gateway().orElseThrow());
        alert.setString(6, one.key().interfaceName().orElseThrow());
        alert.setString(7, one.key().peerKey().orElseThrow());
        alert.setString(8, one.peerName().orElseThrow());
        alert.setString(9, one.summary());
        alert.setString(10, String.join(",", one.tags()));
        alert.setInt(11, 1);
        alert.setString(12, StoredTime.of(one.at()));
        alert.setString(13, StoredTime.of(one.at()));
        alert.setString(14, resolvedAt.map(StoredTime::of).orElse(null));
        alert.setString(15, resolvedAt.isPresent() ? "tunnelwatch" : null);
        alert.setLong(16, sequence);
        alert.addBatch();
    }

    /** Of the open alerts, each so many; {@link #flush} commits. */
    void acknowledgeEach(int several) throws SQLException {
        alert.executeBatch();
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE alert SET state = 'ACKNOWLEDGED',"
                        + " acknowledged_at = raised_at, acknowledged_by = 'karaf' WHERE state <> 'RESOLVED' AND rowid % ? = 0")) {
            update.setInt(1, several);
            update.executeUpdate();
        }
    }

    void flush() throws SQLException {
        alert.executeBatch();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

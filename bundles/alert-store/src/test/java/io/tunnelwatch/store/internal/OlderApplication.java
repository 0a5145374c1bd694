package io.tunnelwatch.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The older gateway application, as far as its database is concerned: the schema is the one that SQLAlchemy makes. */
public final class OlderApplication implements AutoCloseable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final LocalDateTime FIRST = LocalDateTime.parse("2025-03-04T10:11:12.123456");

    private static final String TABLE =
            """
            CREATE TABLE alert_history (
            \tid INTEGER NOT NULL,
            \tclient_name VARCHAR(100),
            \tpeer_key VARCHAR(64) NOT NULL,
            \tsubject VARCHAR(255),
            \tmessage TEXT,
            \tsent_at DATETIME,
            \tsuccess BOOLEAN,
            \tPRIMARY KEY (id)
            )""";

    private final Path file;
    private final Connection connection;
    private int rows;

    /** Begins with an empty table; in autocommit, as Python's driver has it after each commit. */
    public OlderApplication(Path file) throws SQLException {
        this(file, TABLE);
    }

    OlderApplication(Path file, String table) throws SQLException {
        this.file = file;
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        execute(table);
    }

    public Path file() {
        return file;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Alerts as it sent them for years: every other one a recovery, every tenth not sent, an hour apart. */
    public OlderApplication alerts(int count) throws SQLException {
        execute("BEGIN");
        for (int i = 0; i < count; i++) {
            boolean down = i % 2 == 0;
            String name = "client-" + i / 2 % 50;
            insert(
                    null,
                    name,
                    "key-of-" + name + "=",
                    down ? "WireGuard: peer down" : "WireGuard: peer recovered",
                    name + (down ? " had no handshake for 5 minutes" : " is back"),
                    TIME.format(FIRST.plusHours(rows)),
                    i % 10 == 9 ? 0 : 1);
        }
        execute("COMMIT");
        return this;
    }

    /** Rows that no careful program would have written. */
    OlderApplication nastyRows() throws SQLException {
        insert(9001, null, "k1=", null, null, "2025-03-04T10:11:12Z", null);
        insert(
                9002,
                "quote's \"name\"\u001b[2J",
                "k2=",
                "=1+1",
                "line one\r\nline two",
                "2025-03-04 10:11:12+02:00",
                1);
        insert(9003, "ümlaut 🐧", "+k3=", "Peer disconnected", "", 1_741_083_072, "true");
        insert(9004, "c", "k4=", "Peer down", "no time", null, 1);
        insert(9005, "c", "k5=", "Peer down", "odd time", "yesterday", 1);
        insert(9006, "c", "", "Peer down", "no peer", "2025-03-04", 1);
        insert(9007, "c", new byte[] {1, 2}, "Peer down", "no text", "2025-03-04", 1);
        insert(9008, "c", "k8=", "x".repeat(300), "y".repeat(100_000), 1_741_083_072.5, "maybe");
        insert(9009, "c", "k9=", "Peer down", "future", "2999-01-01 00:00:00", 1);
        insert(-1, "c", "k10=", "Peer down", "id below zero", "2025-03-04 10:11:12", 0);
        return this;
    }

    /** @param id given by SQLite when absent */
    void insert(
            @Nullable Object id,
            @Nullable Object name,
            @Nullable Object key,
            @Nullable Object subject,
            @Nullable Object message,
            @Nullable Object sentAt,
            @Nullable Object success)
            throws SQLException {
        Object[] values = {id, name, key, subject, message, sentAt, success};
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO alert_history (id, client_name, peer_key, subject, message,"
                        + " sent_at, success) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
        rows++;
    }

    /** It ends. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

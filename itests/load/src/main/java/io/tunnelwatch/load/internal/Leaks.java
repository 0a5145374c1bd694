package io.tunnelwatch.load.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Connections that are borrowed and not given back, as a careless bundle does. Used by one thread. */
final class Leaks {

    private final List<Connection> held = new ArrayList<>();

    /** Takes connections until there is none left, or so many. */
    int take(DataSource source, int most) {
        for (int taken = 0; taken < most; taken++) {
            try {
                held.add(source.getConnection());
            } catch (SQLException e) {
                return taken; // that is the pool at its end
            }
        }
        return most;
    }

    /** Gives all back. */
    void giveBack() throws SQLException {
        for (Connection connection : held) {
            connection.close();
        }
        held.clear();
    }
}

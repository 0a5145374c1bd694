package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.karaf.SqliteShell;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A notice that each channel has to tell.
 *
 * @param event of which it tells
 */
record OwedNotice(String alert, String event, String key) {

    /** Begins the names of the peers whose alerts begin and end at once. */
    static final String ONCE = "once-";

    /** The peer of the steady load of which is told too. */
    static final String STEADY = "peer-0";

    private static final int FIELDS = 3;

    /** All of the alerts that began behind a number of the log, in the order of the log. */
    static List<OwedNotice> since(SqliteShell history, long sequence) {
        Set<String> begun = new HashSet<>();
        return history
                .query(
                        "SELECT e.alert_id, e.id, e.type FROM alert_event e NOT INDEXED JOIN alert a ON a.id = e.alert_id"
                                + " WHERE e.sequence > " + sequence + " AND e.type IN ('Raised', 'Resolved')"
                                + " AND a.gateway = 'load' AND (a.peer_name LIKE '" + ONCE + "%' OR a.peer_name = '"
                                + STEADY
                                + "') ORDER BY e.sequence")
                .stream()
                .map(line -> line.split("\\|"))
                .filter(fields -> fields.length == FIELDS)
                .flatMap(fields -> {
                    boolean begins = fields[2].equals("Raised") && begun.add(fields[0]);
                    return begins || begun.contains(fields[0])
                            ? Stream.of(new OwedNotice(fields[0], fields[1], key(fields[0], fields[2])))
                            : Stream.empty();
                })
                .toList();
    }

    /** As the notifier makes it. */
    static String key(String alert, String notice) {
        return alert + "-" + notice.toLowerCase(Locale.ROOT);
    }
}

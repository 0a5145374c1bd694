package io.tunnelwatch.itests.load;

import io.tunnelwatch.itests.karaf.SqliteShell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the history holds, read by {@code sqlite3} from the rows themselves and not from an index.
 *
 * @param events ids
 * @param twice ids that are there more than once
 * @param again alerts that began or ended more than once
 * @param rejected ids of the events that the database refused
 * @param states of the load's alerts
 * @param integrity what {@code PRAGMA integrity_check} says
 */
public record HistoryView(
        Set<String> events,
        long twice,
        Set<String> again,
        Set<String> rejected,
        Map<String, String> states,
        String integrity) {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    /** Reads it. */
    public static HistoryView of(SqliteShell sqlite) {
        List<String> ids = sqlite.query("SELECT id FROM alert_event NOT INDEXED");
        Set<String> events = new HashSet<>(ids);
        Set<String> rejected = new HashSet<>();
        sqlite.query("SELECT json FROM rejected_event").forEach(json -> {
            Matcher id = ID.matcher(json);
            if (id.find()) {
                rejected.add(id.group(1));
            }
        });
        long twice = ids.size()
                - events.size()
                + rejected.stream().filter(events::contains).count();
        Set<String> again = new HashSet<>(
                sqlite.query("SELECT DISTINCT alert_id FROM alert_event WHERE type IN ('Raised', 'Resolved')"
                        + " GROUP BY alert_id, type HAVING count(*) > 1"));
        Map<String, String> states = new HashMap<>();
        sqlite.query("SELECT id, state FROM alert WHERE gateway = 'load'").forEach(line -> {
            String[] fields = line.split("\\|");
            states.put(fields[0], fields[1]);
        });
        return new HistoryView(
                events, twice, again, rejected, states, String.join("; ", sqlite.query("PRAGMA integrity_check")));
    }

    /** What the history has of one alert, for a person who looks for the reason. */
    public static String rowAndEvents(SqliteShell sqlite, String alert) {
        List<String> lines = new ArrayList<>(sqlite.query("SELECT * FROM alert WHERE id = '" + alert + "'"));
        lines.addAll(sqlite.query("SELECT sequence, type, at, id FROM alert_event NOT INDEXED WHERE alert_id = '"
                + alert + "' ORDER BY sequence"));
        return String.join("; ", lines);
    }
}

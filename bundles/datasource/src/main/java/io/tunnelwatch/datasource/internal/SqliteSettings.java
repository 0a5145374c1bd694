package io.tunnelwatch.datasource.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * What a SQLite data source is made of: the file, and the pragmas that each connection is given.
 *
 * @param file absolute
 * @param pragmas by name, with the defaults filled in
 */
record SqliteSettings(Path file, Map<String, String> pragmas) {

    private static final String PREFIX = "jdbc:sqlite:";

    private static final Map<String, String> DEFAULTS = Map.of(
            "journal_mode", "TRUNCATE",
            "synchronous", "FULL",
            "foreign_keys", "on",
            "busy_timeout", "1500",
            "transaction_mode", "DEFERRED");

    private static final String NUMBER = "-?[0-9]{1,18}";
    private static final String SWITCH = "on|off|true|false|1|0";

    /** Setting and, as a pattern, its values. What is not here is refused. */
    private static final Map<String, String> ALLOWED = new TreeMap<>(Map.ofEntries(
            Map.entry("busy_timeout", "[0-9]{1,9}"),
            Map.entry("cache_size", NUMBER),
            Map.entry("date_class", "integer|text|real"),
            Map.entry("date_precision", "seconds|milliseconds"),
            Map.entry("date_string_format", ".+"),
            Map.entry("foreign_keys", SWITCH),
            Map.entry("journal_mode", "truncate|delete|persist"),
            Map.entry("journal_size_limit", NUMBER),
            Map.entry("max_page_count", NUMBER),
            Map.entry("recursive_triggers", SWITCH),
            Map.entry("secure_delete", SWITCH + "|fast"),
            Map.entry("synchronous", "full|extra|normal"),
            Map.entry("temp_store", "default|file|memory"),
            Map.entry("transaction_mode", "deferred")));

    /** The properties of a {@link DataSourceFactory}: {@code url} and settings; those in the URL count least. */
    static SqliteSettings of(Properties properties) throws SQLException {
        String url = properties.getProperty(DataSourceFactory.JDBC_URL, "");
        if (!url.startsWith(PREFIX)) {
            throw refused("url", url, "jdbc:sqlite:/the/path/of/the/file");
        }
        String rest = url.substring(PREFIX.length());
        int question = rest.indexOf('?');
        Path file = file(question < 0 ? rest : rest.substring(0, question));
        Map<String, String> pragmas = new TreeMap<>(DEFAULTS);
        if (question >= 0) {
            addParameters(rest.substring(question + 1), pragmas);
        }
        for (String name : properties.stringPropertyNames()) {
            if (!name.equals(DataSourceFactory.JDBC_URL) && !name.equals(DataSourceFactory.JDBC_DATASOURCE_NAME)) {
                put(name, properties.getProperty(name), pragmas);
            }
        }
        return new SqliteSettings(file, Map.copyOf(pragmas));
    }

    private static void addParameters(String parameters, Map<String, String> pragmas) throws SQLException {
        for (String parameter : parameters.split("&")) {
            if (!parameter.isBlank()) {
                String[] pair = parameter.split("=", 2);
                put(pair[0], pair.length == 2 ? pair[1] : "", pragmas);
            }
        }
    }

    private static void put(String name, String value, Map<String, String> pragmas) throws SQLException {
        String key = name.strip().toLowerCase(Locale.ROOT);
        String given = value.strip();
        String pattern = ALLOWED.get(key);
        if (pattern == null) {
            throw refused(name, value, "one of " + String.join(", ", ALLOWED.keySet()));
        }
        if (!given.matches("(?i)" + pattern)) {
            throw refused(name, value, pattern.replace("|", ", ") + reason(key));
        }
        pragmas.put(key, given);
    }

    private static Path file(String path) throws SQLException {
        // SQLite's own words for something that is not a file
        if (path.isBlank() || path.startsWith(":") || path.startsWith("file:")) {
            throw refused("url", PREFIX + path, "the plain path of a file, because a connection belongs to a file");
        }
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw refused("url", PREFIX + path, "the plain path of a file: " + e.getMessage());
        }
    }

    private static String reason(String key) {
        return switch (key) {
            case "journal_mode" -> " (WAL maps memory: a file that turns unwritable kills the whole process, and a file that is moved away goes on"
                    + " without an error; MEMORY and OFF lose the database in a crash)";
            case "transaction_mode" -> " (the driver begins the next transaction with each commit, so IMMEDIATE would call a commit that succeeded"
                    + " a failure when the lock is taken just then)";
            case "synchronous" -> " (OFF loses the database when the power goes)";
            default -> "";
        };
    }

    private static SQLException refused(String name, String value, String allowed) {
        return new SQLException(
                name + " = '" + value + "' is refused for a SQLite data source, allowed is " + allowed,
                SqlStates.BAD_SETTING);
    }
}

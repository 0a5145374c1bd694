package io.tunnelwatch.store.internal.database;

import io.tunnelwatch.store.internal.entity.StoredTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.persistence.EntityManager;

/**
 * Brings the tables to the version that this bundle knows, a step at a time, each recorded in {@code schema_version}.
 * Runs inside a transaction of the caller: all of it or nothing.
 */
public final class Schema {

    /** The version of the tables that this bundle reads and writes. */
    public static final int VERSION = 7;

    private static final String TABLES =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";

    /**
     * So that the file can give back what retention frees. It takes effect only while there is no table (<a
     * href="https://www.sqlite.org/pragma.html#pragma_auto_vacuum">auto_vacuum</a>).
     */
    private static final String SHRINKING = "PRAGMA auto_vacuum = INCREMENTAL";

    private Schema() {}

    /**
     * Creates or updates the tables.
     *
     * @return whether there was anything to do
     * @throws ForeignDatabaseException the database is not ours, or of a newer version; nothing is written to it
     */
    public static boolean migrate(EntityManager entityManager, Instant now) {
        int found = version(entityManager);
        if (found > VERSION) {
            throw new ForeignDatabaseException("its tables have version " + found + ", and this bundle knows " + VERSION
                    + ": install a newer alert-store, or configure another file");
        }
        for (int version = found + 1; version <= VERSION; version++) {
            statements(version)
                    .forEach(statement ->
                            entityManager.createNativeQuery(statement).executeUpdate());
            entityManager
                    .createNativeQuery("INSERT INTO schema_version (version, applied_at) VALUES (?, ?)")
                    .setParameter(1, version)
                    .setParameter(2, StoredTime.of(now))
                    .executeUpdate();
        }
        return found < VERSION;
    }

    /** Whether tables of these names make a database of the history, of whatever version. */
    public static boolean isOurs(Set<String> tables) {
        return tables.containsAll(Set.of("schema_version", "alert", "log_position"));
    }

    private static int version(EntityManager entityManager) {
        List<?> tables = entityManager.createNativeQuery(TABLES).getResultList();
        if (tables.isEmpty()) {
            entityManager.createNativeQuery(SHRINKING).executeUpdate();
            entityManager
                    .createNativeQuery(
                            "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, applied_at TEXT NOT NULL)")
                    .executeUpdate();
            return 0;
        }
        if (!tables.contains("schema_version")) {
            throw new ForeignDatabaseException(
                    "it holds tables that are not Tunnelwatch's (" + tables.get(0) + "): configure another file");
        }
        Object version = entityManager
                .createNativeQuery("SELECT COALESCE(MAX(version), 0) FROM schema_version")
                .getSingleResult();
        return ((Number) version).intValue();
    }

    private static List<String> statements(int version) {
        String resource = String.format("V%03d.sql", version);
        try (InputStream script = Schema.class.getResourceAsStream(resource)) {
            return SqlScript.statements(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}

package io.tunnelwatch.openjpa.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.persistence.EntityExistsException;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dictionary in OpenJPA, over a real file. */
class SQLiteDictionaryTest {

    @TempDir
    Path directory;

    private EntityManagerFactory factory;
    private String url;

    @BeforeEach
    void open() {
        url = "jdbc:sqlite:" + directory.resolve("test.db");
        factory = factory();
    }

    private EntityManagerFactory factory() {
        Map<String, String> properties = new HashMap<>();
        properties.put("javax.persistence.jdbc.driver", "org.sqlite.JDBC");
        properties.put("javax.persistence.jdbc.url", url + "?foreign_keys=on&busy_timeout=200");
        properties.put("openjpa.jdbc.DBDictionary", SQLiteDictionary.class.getName());
        properties.put("openjpa.jdbc.SynchronizeMappings", "buildSchema(ForeignKeys=true,SchemaAction='add')");
        properties.put("openjpa.RuntimeUnenhancedClasses", "unsupported");
        properties.put("openjpa.DynamicEnhancementAgent", "false");
        properties.put("openjpa.Log", "slf4j");
        return new PersistenceProviderImpl().createEntityManagerFactory("test", properties);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void everyKindOfColumnComesBackAsItWasWritten() {
        inTransaction(em -> em.persist(new Tunnel("berlin", 51820)));

        Tunnel read = read(em -> em.find(Tunnel.class, "berlin"));

        assertThat(read)
                .usingRecursiveComparison()
                .comparingOnlyFields("name", "port", "rxBytes", "loss", "up", "endpoint", "seenAt", "key", "note")
                .isEqualTo(new Tunnel("berlin", 51820));
    }

    @Test
    void theTypesAreSqlitesOwn() throws SQLException {
        inTransaction(em -> em.persist(new Tunnel("berlin", 1)));

        assertThat(strings("SELECT name || ' ' || type FROM pragma_table_info('tunnel') ORDER BY name"))
                .containsExactly(
                        "endpoint TEXT",
                        "key BLOB",
                        "loss REAL",
                        "name TEXT",
                        "note TEXT",
                        "port INTEGER",
                        "rxBytes INTEGER",
                        "seenAt TIMESTAMP",
                        "up BOOLEAN");
        assertThat(strings("SELECT typeof(seenAt) || typeof(up) || typeof(rxBytes) FROM tunnel"))
                .containsExactly("integerintegerinteger");
    }

    @Test
    void theDatabaseMakesKeys() {
        List<Handshake> made = new ArrayList<>();
        inTransaction(em -> {
            for (int i = 0; i < 3; i++) {
                Handshake handshake = new Handshake(i, null);
                em.persist(handshake);
                made.add(handshake);
            }
        });
        assertThat(made).extracting(handshake -> handshake.id).containsExactly(1L, 2L, 3L);
    }

    @Test
    void pagesAreCutInSql() {
        inTransaction(em -> {
            for (int i = 0; i < 1200; i++) {
                em.persist(new Tunnel("t%04d".formatted(i), i));
            }
        });
        assertThat(page(0, 3)).containsExactly("t0000", "t0001", "t0002");
        assertThat(page(600, 2)).containsExactly("t0600", "t0601");
        assertThat(page(1199, 10)).containsExactly("t1199");
        assertThat(page(1198, Integer.MAX_VALUE)).containsExactly("t1198", "t1199");
    }

    private List<String> page(int first, int max) {
        return read(em -> em.createQuery("select t.name from Tunnel t order by t.name", String.class)
                .setFirstResult(first)
                .setMaxResults(max)
                .getResultList());
    }

    @Test
    void functionsOfTheQueryLanguageWork() {
        inTransaction(em -> em.persist(new Tunnel("  münchen ", 10)));

        assertThat(single("select trim(t.name) from Tunnel t")).isEqualTo("münchen");
        assertThat(single("select trim(leading ' ' from t.name) from Tunnel t")).isEqualTo("münchen ");
        assertThat(single("select length(t.name) from Tunnel t")).isEqualTo(10);
        assertThat(single("select substring(t.name, 3, 4) from Tunnel t")).isEqualTo("münc");
        assertThat(single("select locate('chen', t.name) from Tunnel t")).isEqualTo(6);
        assertThat(single("select mod(t.port, 4) from Tunnel t")).isEqualTo(2L);
        assertThat(single("select concat(t.name, '!') from Tunnel t")).isEqualTo("  münchen !");
        assertThat(single("select t.port from Tunnel t where t.name like '%\\_%' escape '\\'"))
                .isEqualTo("none");
        assertThat(single("select t.port from Tunnel t where t.seenAt < current_timestamp"))
                .isEqualTo(10);
        assertThat(single("select t.port from Tunnel t where t.seenAt > current_timestamp"))
                .isEqualTo("none");
    }

    private Object single(String query) {
        List<?> rows = read(em -> em.createQuery(query).getResultList());
        return rows.isEmpty() ? "none" : rows.get(0);
    }

    @Test
    void aDateIsComparedAsTheNumberItIs() {
        inTransaction(em -> em.persist(new Tunnel("berlin", 0)));
        List<String> later =
                read(em -> em.createQuery("select t.name from Tunnel t where t.seenAt > :then", String.class)
                        .setParameter("then", new Date(1_700_000_000_122L))
                        .getResultList());
        assertThat(later).containsExactly("berlin");
    }

    @Test
    void aSecondRowOfTheSameKeyIsAnEntityThatExists() {
        inTransaction(em -> em.persist(new Tunnel("berlin", 1)));
        assertThatThrownBy(() -> inTransaction(em -> {
                    em.persist(new Tunnel("paris", 1));
                    em.flush();
                }))
                .hasStackTraceContaining(EntityExistsException.class.getSimpleName());
    }

    @Test
    void aForeignKeyHoldsAndIsAnErrorOfIntegrity() throws SQLException {
        assertThat(strings("SELECT \"table\" || '.' || \"to\" FROM pragma_foreign_key_list('handshake')"))
                .containsExactly("tunnel.name");
        inTransaction(em -> {
            Tunnel tunnel = new Tunnel("berlin", 1);
            em.persist(tunnel);
            em.persist(new Handshake(1, tunnel));
        });
        assertThatThrownBy(() -> inTransaction(
                        em -> em.createQuery("delete from Tunnel t").executeUpdate()))
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .hasMessageContaining("FOREIGNKEY");
    }

    @Test
    void aLockedFileIsALockError() throws SQLException {
        read(em -> em.find(Tunnel.class, "none"));
        try (Connection other = DriverManager.getConnection(url)) {
            try (var statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> inTransaction(em -> {
                            em.persist(new Tunnel("berlin", 1));
                            em.flush();
                        }))
                        .hasStackTraceContaining("LockException");
            }
        }
    }

    @Test
    void theSchemaIsReadBackAndNotMadeAgain() {
        inTransaction(em -> em.persist(new Tunnel("berlin", 1)));
        factory.close();
        factory = factory();
        Tunnel kept = read(em -> em.find(Tunnel.class, "berlin"));
        assertThat(kept.port).isEqualTo(1);
    }

    private void inTransaction(Consumer<EntityManager> work) {
        EntityManager em = factory.createEntityManager();
        try {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }

    private <T> T read(Function<EntityManager, T> question) {
        EntityManager em = factory.createEntityManager();
        try {
            return question.apply(em);
        } finally {
            em.close();
        }
    }

    private List<String> strings(String sql) throws SQLException {
        read(em -> em.find(Tunnel.class, "none"));
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}

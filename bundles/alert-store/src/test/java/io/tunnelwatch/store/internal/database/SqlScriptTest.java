package io.tunnelwatch.store.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlScriptTest {

    @Test
    void aStatementEndsWithItsLineAndATriggerWithItsEnd() {
        String script =
                """
                -- why; and so on
                CREATE TABLE a (
                  x TEXT
                );

                CREATE TRIGGER t AFTER DELETE ON a
                BEGIN
                  DELETE FROM b;
                  DELETE FROM c;
                END;
                INSERT INTO a VALUES ('x;y');
                """;

        assertThat(SqlScript.statements(script))
                .containsExactly(
                        "CREATE TABLE a (\n  x TEXT\n)",
                        "CREATE TRIGGER t AFTER DELETE ON a\nBEGIN\n  DELETE FROM b;\n  DELETE FROM c;\nEND",
                        "INSERT INTO a VALUES ('x;y')");
    }

    @Test
    void aStatementWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> SqlScript.statements("DELETE FROM a;\nDELETE FROM b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DELETE FROM b");
    }
}

package io.tunnelwatch.openjpa.sqlite;

import java.util.Set;

/**
 * The words that SQLite's parser takes for its own where a name should stand. SQLite knows 147 keywords, but lets most
 * of them be names; these are the others (<a href="https://www.sqlite.org/lang_keywords.html">lang_keywords</a>, and
 * the {@code %fallback ID} list of its {@code parse.y}).
 */
final class SQLiteWords {

    static final Set<String> RESERVED = Set.of(
            "ADD",
            "ALL",
            "ALTER",
            "AND",
            "AS",
            "AUTOINCREMENT",
            "BETWEEN",
            "CASE",
            "CHECK",
            "COLLATE",
            "COMMIT",
            "CONSTRAINT",
            "CREATE",
            "DEFAULT",
            "DEFERRABLE",
            "DELETE",
            "DISTINCT",
            "DROP",
            "ELSE",
            "ESCAPE",
            "EXCEPT",
            "EXISTS",
            "FOREIGN",
            "FROM",
            "GROUP",
            "HAVING",
            "IN",
            "INDEX",
            "INSERT",
            "INTERSECT",
            "INTO",
            "IS",
            "ISNULL",
            "JOIN",
            "LIMIT",
            "NOT",
            "NOTHING",
            "NOTNULL",
            "NULL",
            "ON",
            "OR",
            "ORDER",
            "PRIMARY",
            "REFERENCES",
            "RETURNING",
            "SELECT",
            "SET",
            "TABLE",
            "THEN",
            "TO",
            "TRANSACTION",
            "UNION",
            "UNIQUE",
            "UPDATE",
            "USING",
            "VALUES",
            "WHEN",
            "WHERE");

    private SQLiteWords() {}
}

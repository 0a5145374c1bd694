package io.tunnelwatch.store.internal.database;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The statements of a script. One ends with the line that ends with a semicolon; a trigger, which holds statements,
 * with the line {@code END;}. Lines that begin with {@code --} are comments.
 */
final class SqlScript {

    private static final String TRIGGER = "CREATE TRIGGER ";

    private SqlScript() {}

    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringJoiner lines = newStatement();
        for (String line : script.lines().filter(SqlScript::counts).toList()) {
            lines.add(line);
            if (ends(lines.toString(), line)) {
                statements.add(withoutSemicolon(lines.toString()));
                lines = newStatement();
            }
        }
        if (lines.length() > 0) {
            throw new IllegalArgumentException("This statement has no end: " + lines);
        }
        return statements;
    }

    private static StringJoiner newStatement() {
        return new StringJoiner("\n");
    }

    private static boolean counts(String line) {
        return !line.startsWith("--") && !line.isBlank();
    }

    private static boolean ends(String statement, String line) {
        return statement.startsWith(TRIGGER) ? line.equals("END;") : line.endsWith(";");
    }

    private static String withoutSemicolon(String statement) {
        return statement.substring(0, statement.length() - 1);
    }
}

package io.tunnelwatch.itests.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** A {@code sqlite3} of somebody else that stays in the middle of a transaction. */
final class SqliteHolder {

    private static final String READY = "ready";

    private final Process sqlite;
    private final Writer input;
    private final BufferedReader output;

    /** Returns when the statements have been carried out; their results are thrown away. */
    SqliteHolder(Path database, String statements) throws IOException {
        // -bail: or it would be ready after "database is locked", and hold nothing
        this.sqlite = new ProcessBuilder("sqlite3", "-bail", "-cmd", ".timeout 20000", database.toString())
                .redirectErrorStream(true)
                .start();
        this.input = sqlite.outputWriter();
        this.output = sqlite.inputReader();
        input.write(statements + "\nSELECT '" + READY + "';\n");
        input.flush();
        StringBuilder said = new StringBuilder();
        String line = output.readLine();
        while (!READY.equals(line)) {
            if (line == null) {
                throw new AssertionError("sqlite3 could not do " + statements + ": " + said);
            }
            said.append(line).append('\n');
            line = output.readLine();
        }
    }

    /** It does nothing more, and keeps what it holds. */
    void freeze() {
        Tool.run("kill", "-STOP", Long.toString(sqlite.pid()));
    }

    /** It goes on. */
    void thaw() {
        Tool.run("kill", "-CONT", Long.toString(sqlite.pid()));
    }

    /** Rolls back and ends. */
    void end() throws IOException, InterruptedException {
        input.write("ROLLBACK;\n.quit\n");
        input.close();
        output.close();
        sqlite.waitFor();
    }
}

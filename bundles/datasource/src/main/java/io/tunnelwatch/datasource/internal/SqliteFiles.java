package io.tunnelwatch.datasource.internal;

import io.tunnelwatch.datasource.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The file behind a pool. */
final class SqliteFiles implements SqliteFile {

    private final SqliteDataSource source;
    private final Runnable evict;

    /** @param evict throws the pool's connections away */
    SqliteFiles(SqliteDataSource source, Runnable evict) {
        this.source = source;
        this.evict = evict;
    }

    @Override
    public Path configured() {
        return source.configured();
    }

    @Override
    public Path path() {
        return source.file();
    }

    @Override
    public void use(Path file) {
        source.use(file);
        evict.run();
    }

    @Override
    public Contents contents(Path file) throws SQLException {
        return FileContents.of(file);
    }

    @Override
    public List<String> check(Path file, int maxProblems) throws SQLException {
        return FileCheck.run(file, maxProblems, source.busyTimeoutMillis());
    }

    @Override
    public void copy(Path from, Path to, CopyProgress progress) throws SQLException {
        new FileCopy(from, to, progress, source.busyTimeoutMillis()).run();
    }

    @Override
    public Connection openUnchanging(Path file) throws SQLException {
        return UnchangingConnection.open(file);
    }
}

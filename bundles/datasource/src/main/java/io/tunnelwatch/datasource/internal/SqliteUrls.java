package io.tunnelwatch.datasource.internal;

import java.nio.file.Path;

/** How sqlite-jdbc is told a file: as a URI, in which every character of a path stands for itself. */
final class SqliteUrls {

    private SqliteUrls() {}

    /** @see <a href="https://www.sqlite.org/uri.html">SQLite's URIs</a> */
    static String of(Path file) {
        return "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath();
    }

    /** For a file that is only read, without locks, and whose journal and WAL are taken no notice of. */
    static String unchanging(Path file) {
        return of(file) + "?mode=ro&immutable=1";
    }
}

package io.tunnelwatch.store.internal.recover;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** What SQLite keeps beside a database (<a href="https://www.sqlite.org/tempfiles.html">files</a>). */
final class SideFiles {

    private static final List<String> SUFFIXES = List.of("-journal", "-wal", "-shm");
    private static final List<String> CONTENT = List.of("-journal", "-wal");

    private SideFiles() {}

    /** Those that are there. */
    static List<Path> of(Path database) {
        return SUFFIXES.stream()
                .map(suffix -> database.resolveSibling(database.getFileName() + suffix))
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /** The names of those that hold content of the database, whether they are there or not. */
    static List<Path> ofContent(Path database) {
        return CONTENT.stream()
                .map(suffix -> database.resolveSibling(database.getFileName() + suffix))
                .toList();
    }

    /** What one of them is called beside a database of another name. */
    static Path beside(Path database, Path old, Path sideFile) {
        String suffix = sideFile.getFileName()
                .toString()
                .substring(old.getFileName().toString().length());
        return database.resolveSibling(database.getFileName() + suffix);
    }
}

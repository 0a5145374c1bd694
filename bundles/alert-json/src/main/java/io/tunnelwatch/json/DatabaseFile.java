package io.tunnelwatch.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The file of the history's database, as far as the URL of the database tells. */
final class DatabaseFile {

    /** What the URLs of sqlite-jdbc begin with; a path follows, and parameters behind a question mark. */
    private static final String SQLITE = "jdbc:sqlite:";

    private DatabaseFile() {}

    /** The size of the file in bytes; empty when that is not known. */
    static Optional<Long> bytes(String url) {
        if (!url.startsWith(SQLITE)) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(url.substring(SQLITE.length()).split("\\?", 2)[0]);
            return Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            // health and cause of the store say what is wrong with the file
            return Optional.empty();
        }
    }
}

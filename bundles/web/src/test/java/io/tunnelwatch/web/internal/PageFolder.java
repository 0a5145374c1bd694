package io.tunnelwatch.web.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the page, from where they are written. */
public final class PageFolder {

    private static final Path FOLDER = Path.of("src/main/resources/page");

    private PageFolder() {}

    /** All of them by name. */
    public static Map<String, byte[]> files() {
        try (Stream<Path> paths = Files.walk(FOLDER)) {
            return paths.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(path -> FOLDER.relativize(path).toString(), PageFolder::bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.tunnelwatch.load.internal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A file that only grows. A line is one write without a buffer, so that what was written survives {@code kill -9}. Safe
 * for any number of threads.
 */
final class Csv implements AutoCloseable {

    private final Path file;
    private final FileOutputStream out;

    Csv(Path file) {
        this.file = file;
        try {
            this.out = new FileOutputStream(file.toFile(), true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Commas and line ends in a field become blanks. */
    void line(Object... fields) {
        String line = Arrays.stream(fields)
                .map(field -> field.toString().replaceAll("[,\\r\\n]", " "))
                .collect(Collectors.joining(","));
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + file, e);
        }
    }
}

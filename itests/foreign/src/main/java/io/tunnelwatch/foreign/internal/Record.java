package io.tunnelwatch.foreign.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A file of lines with commas: the time of the arrival in milliseconds, and what arrived. */
final class Record {

    private final Path file;

    Record(Path file) {
        this.file = file;
    }

    synchronized void line(Object... fields) {
        String line = System.currentTimeMillis()
                + ","
                + Arrays.stream(fields).map(String::valueOf).collect(Collectors.joining(","))
                + "\n";
        try {
            Files.write(
                    file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
